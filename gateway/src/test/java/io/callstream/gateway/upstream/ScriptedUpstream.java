package io.callstream.gateway.upstream;

import io.callstream.gateway.config.UpstreamConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;

/** Providers of any address whose side the test plays: the product's pools and connections, without sockets. */
public final class ScriptedUpstream {
    private final VirtualLoop loop;
    private final Upstreams upstreams;
    private final List<ProviderWire> wires = new ArrayList<>();
    private int refusals;
    private int addresses;

    public ScriptedUpstream(VirtualLoop loop, UpstreamConfig config) {
        this.loop = loop;
        this.upstreams = new Upstreams(config, loop.deadlines(), address -> {
            addresses++;
            return new Embedded();
        });
    }

    public Upstreams upstreams() {
        return upstreams;
    }

    /** The next connections are refused. */
    public void refuse(int connections) {
        refusals = connections;
    }

    /** Requests whose deadlines are still looked at; a pool has one of its own. */
    public int underWay() {
        return loop.deadlines().size() - addresses;
    }

    /** Every connection so far, in order. */
    public List<ProviderWire> wires() {
        loop.run();
        return List.copyOf(wires);
    }

    /** The latest connection. */
    public ProviderWire wire() {
        loop.run();
        return wires.get(wires.size() - 1);
    }

    private final class Embedded implements Connector {
        @Override
        public EventLoop loop() {
            return loop.loop();
        }

        @Override
        public Future<UpstreamConnection> connect(ConnectionPool pool) {
            if (refusals > 0) {
                refusals--;
                return loop().newFailedFuture(new ConnectException("refused by the test"));
            }
            EmbeddedChannel channel = loop.channel(new ResponseDecoder(new HttpDecoderConfig()));
            UpstreamConnection connection = new UpstreamConnection(pool, channel, loop.flushes());
            channel.pipeline().addLast(connection);
            wires.add(new ProviderWire(channel, loop));
            return loop().newSucceededFuture(connection);
        }
    }
}

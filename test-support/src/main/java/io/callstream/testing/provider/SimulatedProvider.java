package io.callstream.testing.provider;

import io.callstream.testing.openai.OpenAiApi;
import io.callstream.testing.reply.Reply;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A provider of the simulated kind: a real HTTP/1.1 server that speaks OpenAI's API. Users choose its behaviour by model
 * name ({@code sim-429}, {@code sim-paced-20ms-64}, ...; the README has the table); tests may also {@link #script} exact
 * answers, and read afterwards what really went over the wire. Thread contract: any thread.
 */
public final class SimulatedProvider implements AutoCloseable {
    private static final int MAX_REQUEST_BYTES = 64 << 20;
    private static final long SEED = 7;

    private final MultiThreadIoEventLoopGroup loops;
    private final Ledger ledger;
    private final Channel listening;

    private SimulatedProvider(MultiThreadIoEventLoopGroup loops, Ledger ledger, Channel listening) {
        this.loops = loops;
        this.ledger = ledger;
        this.listening = listening;
    }

    /** On loopback and a free port, with no key and a ledger: for tests. */
    public static SimulatedProvider start() {
        return start(ProviderOptions.forTests());
    }

    /** @throws io.netty.channel.ChannelException or a {@link java.net.BindException} if the port cannot be had */
    public static SimulatedProvider start(ProviderOptions options) {
        Transport transport = Transport.best();
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(options.threads(), transport.io());
        Ledger ledger = new Ledger(options.remembered());
        OpenAiApi api = new OpenAiApi(Clock.systemUTC(), options.apiKey(), SEED);
        boolean fast = ledger.off() && options.apiKey() == null;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(transport.server())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (fast) {
                            channel.pipeline().addLast(new FastLane());
                        }
                        channel.pipeline()
                                .addLast(new HttpRequestDecoder())
                                .addLast(new HttpResponseEncoder())
                                .addLast(new HttpObjectAggregator(MAX_REQUEST_BYTES))
                                .addLast(new CallHandler(api, ledger));
                    }
                });
        try {
            Channel listening = bootstrap
                    .bind(options.host(), options.port())
                    .syncUninterruptibly()
                    .channel();
            return new SimulatedProvider(loops, ledger, listening);
        } catch (Throwable portTaken) { // whatever it was, the threads must not outlive it
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw portTaken;
        }
    }

    /** Where it answers, without a path: {@code http://127.0.0.1:40123}. */
    public URI url() {
        InetSocketAddress address = (InetSocketAddress) listening.localAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** What a client library calls its base URL, and a config its {@code api_base}: {@link #url()} and {@code /v1}. */
    public String apiBase() {
        return url() + "/v1";
    }

    /** These answers go to the next requests, whatever they ask; after them, model names decide again. */
    public void script(Reply... replies) {
        ledger.script(List.of(replies));
    }

    /** The calls so far, oldest first; at most as many as the options remember. */
    public List<ReceivedCall> received() {
        return ledger.calls();
    }

    /** Completes with the first call whose caller hung up before its answer was complete. */
    public CompletableFuture<ReceivedCall> cancelled() {
        return ledger.firstCancelled();
    }

    /** Blocks until the server is stopped by {@link #close()} from another thread. */
    public void awaitClosed() {
        listening.closeFuture().syncUninterruptibly();
    }

    /** Stops listening and cuts every open connection; a second time, nothing. */
    @Override
    public void close() {
        if (!loops.isShuttingDown()) {
            listening.close().syncUninterruptibly();
            loops.shutdownGracefully(0, 2, TimeUnit.SECONDS)
                    .awaitUninterruptibly(Duration.ofSeconds(10).toMillis());
        }
    }
}

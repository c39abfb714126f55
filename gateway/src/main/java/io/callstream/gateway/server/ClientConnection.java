package io.callstream.gateway.server;

import io.callstream.gateway.call.CallHandle;
import io.callstream.gateway.call.ClientChannel;
import io.callstream.gateway.net.FlushBatcher;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client's connection and the call it has open, if it has one. */
final class ClientConnection implements ClientChannel {
    private final Channel channel;
    private final RequestCollector collector;
    private final FlushBatcher flushes;
    private final @Nullable String ip;
    private CallHandle call = CallHandle.OVER;
    private boolean last;
    private boolean healthOnly;
    private @Nullable ChannelFuture written;

    ClientConnection(Channel channel, RequestCollector collector, FlushBatcher flushes) {
        this.channel = channel;
        this.collector = collector;
        this.flushes = flushes;
        this.ip = channel.remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : null;
    }

    @Nullable String ip() {
        return ip;
    }

    /** Runs what belongs to the connection. */
    Executor loop() {
        return channel.eventLoop();
    }

    /** The open call; {@link CallHandle#OVER} when there is none. */
    CallHandle call() {
        return call;
    }

    /** To hear what happens to the connection, until it is answered. */
    void open(CallHandle opened) {
        call = opened;
    }

    /** There is no room for it but to ask how the gateway is. */
    void beForHealthOnly() {
        healthOnly = true;
    }

    /** Whether no request is taken after the one that is being answered. */
    boolean answersLast() {
        return last;
    }

    boolean forHealthOnly() {
        return healthOnly;
    }

    /** The answer under way, or the next one, is the last; what has been answered is sent to its end. */
    void closeAfterAnswer() {
        last = true;
        if (!collector.occupied()) {
            finish();
        }
    }

    /** For a connection that has asked nothing in its short time. */
    void turnAway() {
        if (!collector.occupied() && !last) {
            ConnectionGate.turnAway(channel);
        }
    }

    @Override
    public ByteBufAllocator alloc() {
        return channel.alloc();
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void write(ByteBuf bytes) {
        written = channel.write(bytes);
    }

    @Override
    public void flush() {
        flushes.add(channel);
    }

    @Override
    public void whenSent(Consumer<Boolean> sent) {
        ChannelFuture latest = written;
        if (latest == null) {
            sent.accept(channel.isActive());
        } else {
            latest.addListener(done -> sent.accept(done.isSuccess()));
        }
    }

    @Override
    public void answered(boolean reusable) {
        call = CallHandle.OVER;
        if (reusable && !last) {
            collector.next();
        } else {
            finish();
        }
    }

    @Override
    public void cut() {
        channel.flush(); // what has been written may still wait for the end of the round
        channel.close();
    }

    /**
     * Closes when all is sent. A client that is still sending must be let: closing at once would reset the connection,
     * and the answer could be lost on the way.
     */
    private void finish() {
        boolean nothingUnread = collector.stop();
        ChannelFuture sent = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        if (!nothingUnread
                && channel instanceof DuplexChannel duplex
                && channel.pipeline().get(SslHandler.class) == null) {
            sent.addListener(done -> {
                duplex.shutdownOutput();
                collector.linger();
            });
        } else {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }
}

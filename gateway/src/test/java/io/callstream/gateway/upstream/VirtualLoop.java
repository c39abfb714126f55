package io.callstream.gateway.upstream;

import io.callstream.gateway.net.DeadlineScanner;
import io.callstream.gateway.net.FlushBatcher;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An event loop that only runs when a test says so, on the test's thread, with a clock that only the test moves. The
 * channels made here share its clock.
 */
public final class VirtualLoop implements AutoCloseable {
    private static final long START_SECONDS = 1_000;
    private static final long STEPS = 100;

    private final MockTicker ticker = Ticker.newMockTicker();
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final EmbeddedChannel own;
    private final DeadlineScanner deadlines = new DeadlineScanner(ticker);
    private final FlushBatcher flushes;

    public VirtualLoop() {
        ticker.advance(START_SECONDS, TimeUnit.SECONDS);
        own = channel();
        flushes = new FlushBatcher(loop());
        deadlines.start(loop());
    }

    public EventLoop loop() {
        return own.eventLoop();
    }

    public Ticker ticker() {
        return ticker;
    }

    public DeadlineScanner deadlines() {
        return deadlines;
    }

    public FlushBatcher flushes() {
        return flushes;
    }

    /** A channel whose other end is the test. */
    public EmbeddedChannel channel(ChannelHandler... handlers) {
        EmbeddedChannel channel =
                EmbeddedChannel.builder().ticker(ticker).handlers(handlers).build();
        channels.add(channel);
        return channel;
    }

    /** Runs what is due, until nothing is. */
    public void run() {
        do {
            for (EmbeddedChannel each : List.copyOf(channels)) {
                each.runPendingTasks();
            }
        } while (channels.stream().anyMatch(EmbeddedChannel::hasPendingTasks));
    }

    /** Lets time pass, in steps of about a hundredth of it, but none shorter than deadlines are looked at. */
    public void advance(Duration time) {
        long pace = Math.max(DeadlineScanner.PACE_MILLIS, time.toMillis() / STEPS);
        long left = time.toMillis();
        while (left > 0) {
            long step = Math.min(left, pace);
            ticker.advanceMillis(step);
            left -= step;
            run();
        }
    }

    /** Gives back what channels still hold. */
    @Override
    public void close() {
        for (int i = 0; i < channels.size(); i++) { // what is cut may be connected once more
            channels.get(i).finishAndReleaseAll();
        }
    }
}

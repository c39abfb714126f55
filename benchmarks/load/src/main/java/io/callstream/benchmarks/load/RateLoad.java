package io.callstream.benchmarks.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests at a constant rate whatever the answers do, and measures each from the moment it should have left:
 * what waits for a free connection, waits in the figures too (no coordinated omission). Prints one {@link Report} line in
 * microseconds. {@code --url U --key K --body FILE --rate N --seconds N --connections N}
 */
public final class RateLoad {
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** The first part of a run warms the path up and is not counted. */
    private static final double WARM_UP = 0.25;

    private final Histogram latencies = new Histogram(MAX_NANOS, 3);
    private final Queue<Caller> idle = new ArrayDeque<>();
    private final Queue<Long> waiting = new ArrayDeque<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final RawRequest request;
    private final Plan plan;
    private long next;
    private long open;
    private long errors;

    /** When requests leave, as {@link System#nanoTime()} counts. */
    private record Plan(long start, long countFrom, long end, long interval) {
        static Plan of(int rate, int seconds) {
            long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
            long length = TimeUnit.SECONDS.toNanos(seconds);
            return new Plan(start, start + (long) (length * WARM_UP), start + length, 1_000_000_000L / rate);
        }
    }

    private RateLoad(RawRequest request, Plan plan) {
        this.request = request;
        this.plan = plan;
        this.next = plan.start();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = new Options(args);
        System.out.println(run(
                options.url(),
                options.text("--key", "none"),
                Files.readString(Path.of(options.text("--body"))),
                new int[] {options.number("--rate"), options.number("--seconds"), options.number("--connections")}));
    }

    /** @param numbers rate per second, seconds, connections */
    static String run(URI url, String key, String body, int[] numbers) throws InterruptedException {
        try (Loop loop = new Loop()) {
            RateLoad load = new RateLoad(RawRequest.post(url, key, body), Plan.of(numbers[0], numbers[1]));
            for (int at = 0; at < numbers[2]; at++) {
                Caller caller = load.new Caller();
                caller.channel = loop.connect(url, () -> caller);
                load.idle.add(caller);
            }
            loop.thread().execute(() -> load.pump(loop));
            load.over.await();
            return Report.line(load.latencies, load.errors);
        }
    }

    private void pump(Loop loop) {
        long now = System.nanoTime();
        while (next <= now && next < plan.end()) {
            waiting.add(next);
            next += plan.interval();
        }
        drain();
        if (next < plan.end()) {
            loop.thread().schedule(() -> pump(loop), next - System.nanoTime(), TimeUnit.NANOSECONDS);
        } else {
            endIfQuiet();
        }
    }

    private void drain() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            idle.remove().call(waiting.remove());
        }
    }

    private void endIfQuiet() {
        if (next >= plan.end() && open == 0 && waiting.isEmpty()) {
            over.countDown();
        }
    }

    /** One connection, one call at a time. */
    private final class Caller extends SimpleChannelInboundHandler<HttpObject> {
        private @Nullable Channel channel;
        private long intended;

        void call(long shouldHaveLeft) {
            intended = shouldHaveLeft;
            open++;
            Objects.requireNonNull(channel).writeAndFlush(request.bytes());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
            if (part instanceof HttpResponse head && head.status().code() != 200) {
                errors++;
            }
            if (part instanceof LastHttpContent) {
                if (intended >= plan.countFrom()) {
                    latencies.recordValue(Math.min(MAX_NANOS, System.nanoTime() - intended));
                }
                open--;
                idle.add(this);
                drain();
                endIfQuiet();
            }
        }

        /** A lost connection ends the run: its figures would say nothing. */
        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (over.getCount() > 0) {
                errors++;
                over.countDown();
            }
        }
    }
}

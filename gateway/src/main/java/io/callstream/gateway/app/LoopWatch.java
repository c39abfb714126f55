package io.callstream.gateway.app;

import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.Telemetry;
import io.micrometer.core.instrument.Tags;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports event loops that stand still: while one does, none of its connections gets anywhere. */
final class LoopWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LoopWatch.class);
    private static final long MOST_NANOS = Duration.ofMillis(250).toNanos();
    private static final long PACE_NANOS = Duration.ofMillis(25).toNanos();

    /** Later than this the watch itself was held up, by a collection of garbage or a machine that is too busy. */
    private static final long LATE_NANOS = 4 * PACE_NANOS;

    private static final double NANOS = 1e9;

    private final Map<EventLoop, LoopPulse> pulses = new LinkedHashMap<>();
    private final LongAdder holds = new LongAdder();
    private final LongAdder heldNanos = new LongAdder();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Thread thread = new Thread(this::watch, "gateway-loop-watch");
    private volatile boolean closed;

    private LoopWatch() {
        thread.setDaemon(true);
    }

    static LoopWatch start(Iterable<EventLoop> loops, Telemetry telemetry) {
        LoopWatch watch = new LoopWatch();
        loops.forEach(watch::add);
        telemetry.counter(GatewayMetric.LOOP_HOLDS, Tags.empty(), watch.holds::sum);
        telemetry.counter(GatewayMetric.LOOP_HELD, Tags.empty(), () -> watch.heldNanos.sum() / NANOS);
        telemetry.gauge(GatewayMetric.LOOP_LONGEST, Tags.empty(), () -> watch.longestNanos.get() / NANOS);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void add(EventLoop loop) {
        LoopPulse pulse = new LoopPulse("gateway-" + (pulses.size() + 1), MOST_NANOS, System.nanoTime());
        pulses.put(loop, pulse);
        loop.scheduleWithFixedDelay(() -> pulse.beat(System.nanoTime()), PACE_NANOS, PACE_NANOS, TimeUnit.NANOSECONDS);
    }

    private void watch() {
        long last = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(this, PACE_NANOS);
            long now = System.nanoTime();
            boolean late = now - last > LATE_NANOS;
            last = now;
            pulses.forEach((loop, pulse) -> {
                if (late) {
                    pulse.forgive(now);
                } else {
                    report(pulse.look(now, stack(loop)));
                }
            });
        }
    }

    private void report(LoopPulse.@Nullable Hold hold) {
        if (hold != null) {
            holds.increment();
            heldNanos.add(hold.nanos());
            longestNanos.accumulateAndGet(hold.nanos(), Math::max);
            log.warn(
                    "event loop held: loop={} ms={} in={}",
                    hold.loop(),
                    TimeUnit.NANOSECONDS.toMillis(hold.nanos()),
                    hold.place());
        }
    }

    private static Supplier<StackTraceElement[]> stack(EventLoop loop) {
        return () -> loop instanceof SingleThreadEventExecutor executor
                ? executor.threadProperties().stackTrace()
                : new StackTraceElement[0];
    }
}

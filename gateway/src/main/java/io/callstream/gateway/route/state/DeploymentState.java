package io.callstream.gateway.route.state;

import io.callstream.gateway.config.FailureKind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What is known of one deployment from the attempts to use it. All event loops share it, and it stays over changes of the
 * configuration. Safe for all threads, without locks. A minute is one of this process's clock, not of the wall's.
 */
public final class DeploymentState {
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String id;
    private final LongSupplier clock;
    private final long born;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final MinuteCount tokens = new MinuteCount();
    private final MinuteCount successes = new MinuteCount();
    private final MinuteCount failures = new MinuteCount();
    private final MinuteCount[] failuresOf = new MinuteCount[FailureKind.values().length];
    private final MovingAverage whole = new MovingAverage();
    private final MovingAverage firstByte = new MovingAverage();
    private final AtomicLong aloneUntil;

    /** @param clock nanoseconds, from any beginning */
    DeploymentState(String id, LongSupplier clock) {
        this.id = id;
        this.clock = clock;
        this.born = clock.getAsLong();
        this.aloneUntil = new AtomicLong(born);
        for (int i = 0; i < failuresOf.length; i++) {
            failuresOf[i] = new MinuteCount();
        }
    }

    public String id() {
        return id;
    }

    /** An attempt begins; one of the three that follow ends it. */
    public void began() {
        inFlight.incrementAndGet();
    }

    /**
     * An attempt has ended well.
     *
     * @param took nanoseconds for all of the answer
     * @param untilFirst nanoseconds until its first byte, of a stream; negative for a plain answer
     * @param used tokens
     */
    public void succeeded(long took, long untilFirst, long used) {
        inFlight.decrementAndGet();
        long minute = minute();
        successes.add(minute, 1);
        if (used > 0) {
            tokens.add(minute, used);
        }
        measure(took, untilFirst);
    }

    /** An attempt has failed. */
    public void failed(FailureKind kind, long took) {
        inFlight.decrementAndGet();
        long minute = minute();
        failures.add(minute, 1);
        failuresOf[kind.ordinal()].add(minute, 1);
        if (kind == FailureKind.TIMEOUT) {
            measure(took, took);
        }
    }

    /** An attempt has ended for no reason of the deployment's. */
    public void left() {
        inFlight.decrementAndGet();
    }

    private void measure(long took, long untilFirst) {
        long now = clock.getAsLong();
        whole.add(took, now);
        if (untilFirst >= 0) {
            firstByte.add(untilFirst, now);
        }
    }

    /** Attempts under way. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Tokens used in this minute. */
    public long tokens() {
        return tokens.of(minute());
    }

    /** Attempts that ended well in this minute. */
    public long successes() {
        return successes.of(minute());
    }

    /** Attempts that failed in this minute. */
    public long failures() {
        return failures.of(minute());
    }

    /** Attempts that failed in this minute in one way. */
    public long failures(FailureKind kind) {
        return failuresOf[kind.ordinal()].of(minute());
    }

    /**
     * How long answers take of late, in nanoseconds: streams until their first byte, others until their end; NaN when that
     * was not measured within the time.
     */
    public double latency(boolean stream, Duration within) {
        return (stream ? firstByte : whole).get(clock.getAsLong(), within.toNanos());
    }

    /** It is left alone from now on, if it is not for longer already; says whether it is for longer than before. */
    public boolean leaveAlone(Duration time) {
        long until = clock.getAsLong() + time.toNanos();
        long before = aloneUntil.get();
        while (until - before > 0) {
            if (aloneUntil.compareAndSet(before, until)) {
                return true;
            }
            before = aloneUntil.get();
        }
        return false;
    }

    /** Nanoseconds for which it is still left alone; zero or less when it is not. */
    public long aloneNanos() {
        return aloneUntil.get() - clock.getAsLong();
    }

    /** Counted from 1, so that no count is one of it at first. */
    private long minute() {
        return 1 + (clock.getAsLong() - born) / MINUTE_NANOS;
    }
}

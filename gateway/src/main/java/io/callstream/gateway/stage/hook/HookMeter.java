package io.callstream.gateway.stage.hook;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what one hook does. Safe for all threads. */
final class HookMeter {
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final LongAdder calls = new LongAdder();
    private final LongAdder rejects = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final Map<HookFault, LongAdder> failures = new EnumMap<>(HookFault.class);
    private final AtomicLong nextWarning = new AtomicLong(Long.MIN_VALUE);

    HookMeter() {
        for (HookFault fault : HookFault.values()) {
            failures.put(fault, new LongAdder());
        }
    }

    void began() {
        calls.increment();
    }

    void took(long time) {
        nanos.add(time);
    }

    void rejected() {
        rejects.increment();
    }

    void failed(HookFault fault) {
        LongAdder counter = failures.get(fault);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Whether a failure is worth a line in the log: the first in a minute is. */
    boolean warns(long nowNanos) {
        long next = nextWarning.get();
        return (next == Long.MIN_VALUE || nowNanos - next >= 0)
                && nextWarning.compareAndSet(next, nowNanos + QUIET_NANOS);
    }

    long calls() {
        return calls.sum();
    }

    long rejects() {
        return rejects.sum();
    }

    long failures(HookFault fault) {
        LongAdder counter = failures.get(fault);
        return counter == null ? 0 : counter.sum();
    }

    double seconds() {
        return nanos.sum() / 1e9;
    }
}

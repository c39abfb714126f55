package io.callstream.benchmarks.delivery;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** Times a lap from its first delivery on: what comes before that, such as joining a group, is no part of it. */
final class Stopwatch {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final LongSupplier others;
    private boolean running;
    private Lap at = new Lap(0, 0, 0, 0);

    /** @param others processor time that the process around this one has taken so far */
    Stopwatch(LongSupplier others) {
        this.others = others;
    }

    /** Begins, unless it has begun. */
    void begin(long delivered) {
        if (!running) {
            running = true;
            at = now(delivered);
        }
    }

    Lap end(long delivered) {
        Lap end = now(delivered);
        return new Lap(
                end.events() - at.events(), end.nanos() - at.nanos(), end.own() - at.own(), end.others() - at.others());
    }

    private Lap now(long delivered) {
        return new Lap(delivered, System.nanoTime(), system.getProcessCpuTime(), others.getAsLong());
    }
}

package io.callstream.console.sinks;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How fast numbers grow that are looked at now and then. Safe for use by several threads. */
final class Rates {
    private static final double NANOS = 1e9;
    /** What is measured over less is noise. */
    private static final double SHORTEST = 4;

    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new HashMap<>();

    Rates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Seen(long number, long at, double rate) {}

    /** @return growth each second; negative until it has been looked at for a while */
    synchronized double of(String name, long number) {
        long now = nanoTime.getAsLong();
        Seen before = seen.get(name);
        if (before == null || number < before.number()) {
            seen.put(name, new Seen(number, now, -1));
            return -1;
        }
        double seconds = (now - before.at()) / NANOS;
        if (seconds < SHORTEST) {
            return before.rate();
        }
        double rate = (number - before.number()) / seconds;
        seen.put(name, new Seen(number, now, rate));
        return rate;
    }
}

package io.callstream.benchmarks.delivery;

import java.util.Arrays;
import java.util.Locale;

/** Two ways to do the same work, in turns; each counts by the median of its rounds. */
final class Race {
    private final int warmUps;
    private final int rounds;
    private final long items;

    Race(int warmUps, int rounds, long items) {
        this.warmUps = warmUps;
        this.rounds = rounds;
        this.items = items;
    }

    interface Work {
        /** @return nanoseconds that the work itself took */
        long nanos() throws Exception;
    }

    /** Prints both rates, and the first by the second. */
    void run(String name, Work work, String plainName, Work plain) throws Exception {
        long[] times = new long[rounds];
        long[] plainTimes = new long[rounds];
        for (int round = -warmUps; round < rounds; round++) {
            long time = work.nanos();
            long plainTime = plain.nanos();
            if (round >= 0) {
                times[round] = time;
                plainTimes[round] = plainTime;
            }
        }
        double rate = rate(times);
        double plainRate = rate(plainTimes);
        System.out.printf(
                Locale.ROOT, "%s=%.0f/s %s=%.0f/s ratio=%.2f%n", name, rate, plainName, plainRate, rate / plainRate);
    }

    private double rate(long... nanos) {
        Arrays.sort(nanos);
        return items * 1e9 / nanos[nanos.length / 2];
    }
}

package io.callstream.sink.runtime.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between tries: exponential with full jitter, so that sinks which failed together do not come back together.
 *
 * @param base longest first pause
 * @param cap longest pause ever
 * @param random safe for use by several threads
 */
public record Backoff(Duration base, Duration cap, RandomGenerator random) {
    private static final int MAX_DOUBLINGS = 20;

    /** @param attempt how many tries have failed, from 1 */
    public Duration pause(int attempt) {
        long longest = base.toNanos() << Math.min(attempt - 1, MAX_DOUBLINGS);
        long bound = Math.min(longest, cap.toNanos());
        return Duration.ofNanos(random.nextLong(bound) + 1);
    }
}

package io.callstream.sink.slack;

import io.callstream.sink.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether Slack is in trouble or only fails on one message, where both get the same answer. Messages come one after the other, so that
 * one that fails stops all others: after some failures a notice is sent, and if that passes, the message is the cause. For one thread.
 */
final class Doubt {
    private static final int FAILURES = 3;
    private static final Duration ALIVE = Duration.ofMinutes(1);

    private final Clock clock;
    private int failures;
    private Instant passed = Instant.EPOCH;

    Doubt(Clock clock) {
        this.clock = clock;
    }

    /** A message has passed. */
    void passed() {
        failures = 0;
        passed = clock.instant();
    }

    /** @return whether it has failed so often that it may be the message's fault */
    boolean failed(Delivery verdict) {
        boolean trouble = verdict instanceof Delivery.RetryAfter later
                && later.delay().isEmpty()
                && !later.reason().equals("http_429");
        failures += trouble ? 1 : 0;
        return trouble && failures >= FAILURES;
    }

    /** Whether something has passed a moment ago, so that no notice is needed. */
    boolean isAlive() {
        return passed.plus(ALIVE).isAfter(clock.instant());
    }

    /** The notice has passed; what fails next is looked at at once. */
    void noticed() {
        passed = clock.instant();
    }
}

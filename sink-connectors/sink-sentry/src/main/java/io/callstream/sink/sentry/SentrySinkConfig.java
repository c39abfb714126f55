package io.callstream.sink.sentry;

import java.time.Duration;
import java.util.Optional;

/**
 * A Sentry project and what it is told.
 *
 * @param dsn the project
 * @param labels what every event is marked with
 * @param limits how much is sent
 * @param privacy what of a call is told
 * @param timeout from the start of a request to the end of its answer
 */
public record SentrySinkConfig(Dsn dsn, Labels labels, Limits limits, Privacy privacy, Duration timeout) {
    /**
     * @param environment Sentry's environment
     * @param release version of what makes the calls
     */
    record Labels(String environment, Optional<String> release) {}

    /**
     * @param sampleRate part of the failures that is sent, 0 to 1
     * @param perMinute most events a minute of one kind of failure; the rest is counted
     * @param waitAtMost longest rate limit that is waited for; under a longer one failures are dropped and counted
     */
    record Limits(double sampleRate, int perMinute, Duration waitAtMost) {
        Limits {
            if (!(sampleRate >= 0 && sampleRate <= 1) || perMinute < 1 || waitAtMost.isNegative()) {
                throw new IllegalArgumentException("a sample rate is 0 to 1 and a kind is told at least once a minute: "
                        + sampleRate + ", " + perMinute + " a minute, " + waitAtMost);
            }
        }
    }

    /**
     * @param content whether request body and the provider's error body are sent
     * @param personal whether end user, addresses and request headers are sent
     */
    record Privacy(boolean content, boolean personal) {}
}

package io.callstream.sink.sentry;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import java.net.URI;
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
    static final Key<Dsn> DSN = Key.secret("dsn")
            .as(SentrySinkConfig::dsn)
            .orVariables("SENTRY_DSN")
            .required(new Dsn(URI.create("http://localhost"), "none"))
            .says("The project's address, `https://<key>@<host>/<project number>`; a path before the number is kept.");
    static final Key<String> ENVIRONMENT = Key.text("environment")
            .orVariables("SENTRY_ENVIRONMENT")
            .byDefault("production")
            .says("Marks every event.");
    static final Key<Optional<String>> RELEASE =
            Key.text("release").orVariables("SENTRY_RELEASE").optional().says("Marks every event.");
    static final Key<Double> SAMPLE_RATE = Key.decimal("sample_rate")
            .min("0")
            .max("1")
            .orVariables("SENTRY_API_SAMPLE_RATE")
            .byDefault("1")
            .says("Part of the failures that is sent; the same failures on every delivery.");
    static final Key<Integer> PER_MINUTE = Key.integer("per_minute")
            .min("1")
            .max("1000000")
            .byDefault("30")
            .says("Most events a minute of one kind of failure; the next one says how many were held back"
                    + " (`extra.withheld_before`).");
    static final Key<Duration> WAIT_AT_MOST = Key.duration("wait_at_most")
            .byDefault("0s")
            .says("A rate limit up to this long is waited for; under a longer one failures are dropped and counted, as"
                    + " Sentry asks of its clients.");
    static final Key<Boolean> CONTENT = Key.flag("content")
            .byDefault("false")
            .says("Sends the request body and the provider's error body, 8,000 characters of each.");
    static final Key<Boolean> PERSONAL =
            Key.flag("send_default_pii").byDefault("false").says("Sends end user, client address and request headers.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    static SentrySinkConfig read(SinkSettings settings) {
        return new SentrySinkConfig(
                settings.get(DSN),
                new Labels(settings.get(ENVIRONMENT), settings.get(RELEASE)),
                new Limits(settings.get(SAMPLE_RATE), settings.get(PER_MINUTE), settings.get(WAIT_AT_MOST)),
                new Privacy(settings.get(CONTENT), settings.get(PERSONAL)),
                settings.get(TIMEOUT));
    }

    /** @throws IllegalArgumentException without quoting it: it holds a key */
    private static Dsn dsn(Secret text) {
        return Dsn.parse(text.reveal())
                .orElseThrow(() ->
                        new IllegalArgumentException("is no DSN (expected https://<key>@<host>/<project number>)"));
    }

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

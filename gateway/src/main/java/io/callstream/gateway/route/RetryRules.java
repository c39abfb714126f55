package io.callstream.gateway.route;

import io.callstream.gateway.config.FailureKind;
import io.callstream.gateway.config.Retries;
import io.callstream.gateway.error.GatewayError;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When a failed attempt is followed by another one, and how long after: LiteLLM's rules. */
final class RetryRules {
    private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 8_000;
    private static final int LONGEST_JITTER_MILLIS = 750;

    private RetryRules() {}

    /**
     * How often a call is tried again after its first attempt, given how the latest one failed: what the request says, else
     * the policy for this kind of error, else the number for all.
     *
     * @param asked by the request; {@link RouteAsk#UNSAID} when it says nothing
     */
    static int allowed(Retries retries, int asked, GatewayError error) {
        FailureKind kind = retries.byKind().isEmpty() ? null : Failures.kind(error);
        Integer ofKind = kind == null ? null : retries.byKind().get(kind);
        if (!worthwhile(error)) {
            return ofKind == null ? 0 : ofKind;
        }
        if (asked != RouteAsk.UNSAID) {
            return asked;
        }
        return ofKind == null ? retries.count() : ofKind;
    }

    /** Whether the same request may do better: connections that fail, time-outs, and statuses 408, 409, 429 and from 500 up. */
    static boolean worthwhile(GatewayError error) {
        return switch (error) {
            case RATE_LIMITED,
                    PROVIDER_CONFLICT,
                    PROVIDER_ERROR,
                    PROVIDER_UNREACHABLE,
                    PROVIDER_UNAVAILABLE,
                    PROVIDER_TIMEOUT,
                    STREAM_INTERRUPTED -> true;
            default -> false;
        };
    }

    /**
     * How long to leave a deployment alone that has failed.
     *
     * @param made retries so far
     * @param asked how long its provider asks for; null when it does not
     */
    static Duration pause(Retries retries, int made, @Nullable Duration asked, RandomGenerator random) {
        boolean heeded = asked != null && asked.compareTo(Duration.ZERO) > 0 && asked.compareTo(LONGEST_ASKED) <= 0;
        Duration pause = heeded && asked != null ? asked : backOff(made, random);
        return pause.compareTo(retries.atLeast()) < 0 ? retries.atLeast() : pause;
    }

    private static Duration backOff(int made, RandomGenerator random) {
        long doubled = FIRST_PAUSE_MILLIS << Math.min(made, Integer.SIZE / 2);
        return Duration.ofMillis(Math.min(doubled, LONGEST_PAUSE_MILLIS) + random.nextInt(LONGEST_JITTER_MILLIS + 1));
    }
}

package io.callstream.gateway.event;

import io.callstream.gateway.config.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who answered, and how that was decided.
 *
 * @param deployment that gave the outcome; null when none was chosen
 * @param model name sent to the provider
 * @param strategy how the deployment was chosen
 * @param attempts every try, in order
 * @param fallbackFrom model group asked for when another one answered
 */
public record RouteFacts(
        @Nullable Deployment deployment,
        @Nullable String model,
        @Nullable String strategy,
        List<AttemptFacts> attempts,
        @Nullable String fallbackFrom,
        boolean cacheHit) {
    /** The call went nowhere. */
    public static final RouteFacts NONE = new RouteFacts(null, null, null, List.of(), null, false);

    /** Tries after the first one of each model group. */
    int retryCount() {
        int retries = 0;
        for (AttemptFacts attempt : attempts) {
            retries += attempt.reason() == AttemptReason.RETRY ? 1 : 0;
        }
        return retries;
    }
}

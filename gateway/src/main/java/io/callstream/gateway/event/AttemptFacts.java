package io.callstream.gateway.event;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.error.GatewayError;
import org.jspecify.annotations.Nullable;

/**
 * One try of one deployment.
 *
 * @param model name sent to the provider
 * @param startedMillis when it began, milliseconds since the epoch
 * @param durationUs how long it took, in microseconds
 * @param httpStatus what the provider answered with; 0 when no answer came
 * @param error why it failed; null when it did not
 * @param reason why it was made
 */
public record AttemptFacts(
        Deployment deployment,
        String model,
        long startedMillis,
        long durationUs,
        int httpStatus,
        @Nullable GatewayError error,
        AttemptReason reason) {}

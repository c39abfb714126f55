package io.callstream.gateway.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is made up in the place of a provider's, under LiteLLM's names: of a deployment, or of one request.
 *
 * @param response what the model says, a list of numbers for embeddings, or the name of an error; null for nothing
 * @param toolCalls a JSON list as it stands in an answer; null for none
 * @param timeout whether the provider does not answer in time
 * @param failure the error that the first model group ends with, named as in {@code response}; null for none
 * @param delay before the answer
 */
public record MockAnswer(
        @Nullable String response,
        @Nullable String toolCalls,
        boolean timeout,
        @Nullable String failure,
        Duration delay) {
    /** A call is given up that waits longer for the steps before its provider. */
    public static final Duration LONGEST_DELAY = Duration.ofSeconds(9);

    public static final MockAnswer NONE = new MockAnswer(null, null, false, null, Duration.ZERO);

    public MockAnswer {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("delay: " + delay + " (expected 0 to 9 s)");
        }
    }

    /** Whether nothing is made up: a delay alone delays nothing. */
    public boolean none() {
        return response == null && toolCalls == null && !timeout && failure == null;
    }

    public MockAnswer withResponse(@Nullable String text) {
        return new MockAnswer(text, toolCalls, timeout, failure, delay);
    }

    public MockAnswer withToolCalls(@Nullable String json) {
        return new MockAnswer(response, json, timeout, failure, delay);
    }

    public MockAnswer withTimeout(boolean on) {
        return new MockAnswer(response, toolCalls, on, failure, delay);
    }

    public MockAnswer withFailure(@Nullable String error) {
        return new MockAnswer(response, toolCalls, timeout, error, delay);
    }

    public MockAnswer withDelay(Duration before) {
        return new MockAnswer(response, toolCalls, timeout, failure, before);
    }
}

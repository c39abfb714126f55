package io.callstream.gateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an answer before its body.
 *
 * @param stream whether the body is the stream that was asked for
 * @param model the provider's name of the model that was asked
 * @param requestId the provider's name of the call; empty when it says none
 * @param promptTokens that the head counts; negative when it does not
 * @param tier how the head says that the call is served; null when it does not
 */
public record Reply(
        int status,
        boolean stream,
        String model,
        String requestId,
        long promptTokens,
        @Nullable String tier) {
    /** An answer whose head says nothing of the call. */
    public static Reply of(int status, boolean stream) {
        return new Reply(status, stream, "", "", -1, null);
    }
}

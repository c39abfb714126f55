package io.callstream.gateway.exchange;

import io.callstream.gateway.error.GatewayError;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not carried out.
 *
 * @param message for the client and the failure event
 * @param param field of the request that is wrong, if it is one
 */
public record Refusal(
        GatewayError error, String message, @Nullable String param) {
    public Refusal(GatewayError error, String message) {
        this(error, message, null);
    }

    byte[] body() {
        return error.openAiBody(message, param);
    }
}

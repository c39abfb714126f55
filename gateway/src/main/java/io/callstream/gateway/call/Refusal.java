package io.callstream.gateway.call;

import io.callstream.gateway.error.GatewayError;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not carried out.
 *
 * @param message for the client; may name what it sent
 * @param param field of the request that is wrong, if it is one
 * @param told for the failure event, which holds nothing that a client made up
 */
public record Refusal(
        GatewayError error, String message, @Nullable String param, String told) {
    public Refusal(GatewayError error, String message, @Nullable String param) {
        this(error, message, param, message);
    }

    public Refusal(GatewayError error, String message) {
        this(error, message, null);
    }

    byte[] body() {
        return error.openAiBody(message, param);
    }
}

package io.callstream.gateway.error;

import org.jspecify.annotations.Nullable;

/**
 * Why a request is not carried out.
 *
 * @param message for the client; may name what it sent
 * @param param field of the request that is wrong, if it is one
 * @param recorded for the failure event, which holds nothing that a client made up
 */
public record CallError(
        GatewayError error, String message, @Nullable String param, String recorded) {
    public CallError(GatewayError error, String message, @Nullable String param) {
        this(error, message, param, message);
    }

    public CallError(GatewayError error, String message) {
        this(error, message, null);
    }
}

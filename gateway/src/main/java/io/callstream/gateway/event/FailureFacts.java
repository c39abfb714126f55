package io.callstream.gateway.event;

import io.callstream.gateway.error.GatewayError;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong.
 *
 * @param message without content of the call
 * @param httpStatus given to the client; 0 when none could be given
 * @param providerStatus the provider answered with; 0 when it did not
 * @param providerErrorBody the provider's error, recorded up to a limit
 */
public record FailureFacts(
        GatewayError error,
        String message,
        int httpStatus,
        int providerStatus,
        @Nullable Slice providerErrorBody) {
    /** A failure that the provider has no part in. */
    public static FailureFacts of(GatewayError error, String message) {
        return new FailureFacts(error, message, error.httpStatus(), 0, null);
    }
}

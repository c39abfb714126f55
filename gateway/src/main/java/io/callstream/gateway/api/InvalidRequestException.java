package io.callstream.gateway.api;

import io.callstream.gateway.error.GatewayError;
import io.callstream.json.InvalidJsonException;
import org.jspecify.annotations.Nullable;

/**
 * A request's body is no JSON, or a field that the gateway needs has a value that cannot be. The message names the
 * place or the field and is safe to send and to record: it quotes nothing of the body. Has no stack trace, because
 * clients can cause it at any rate.
 */
public final class InvalidRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final GatewayError error;
    private final @Nullable String param;

    private InvalidRequestException(GatewayError error, String message, @Nullable String param) {
        super(message, null, false, false);
        this.error = error;
        this.param = param;
    }

    public static InvalidRequestException malformed(InvalidJsonException fault) {
        String message = "The request body is not valid JSON: " + fault.getMessage() + ".";
        return new InvalidRequestException(GatewayError.INVALID_JSON, message, null);
    }

    public static InvalidRequestException field(String name, String expected) {
        return new InvalidRequestException(
                GatewayError.INVALID_REQUEST, "Invalid '" + name + "': expected " + expected + ".", name);
    }

    public static InvalidRequestException tooMany(int most) {
        String message = "The request body has too many fields: expected at most " + most + ".";
        return new InvalidRequestException(GatewayError.INVALID_REQUEST, message, null);
    }

    public static InvalidRequestException duplicate() {
        String message = "The request body has a field twice: expected each name once.";
        return new InvalidRequestException(GatewayError.INVALID_REQUEST, message, null);
    }

    /** {@link GatewayError#INVALID_JSON} or {@link GatewayError#INVALID_REQUEST}. */
    public GatewayError error() {
        return error;
    }

    /** The field that is wrong, if it is one. */
    public @Nullable String param() {
        return param;
    }

    /** Never null; see the constructor. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

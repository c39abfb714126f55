package io.callstream.gateway.json;

import io.callstream.gateway.error.GatewayError;
import org.jspecify.annotations.Nullable;

/**
 * A body is no JSON (RFC 8259), or a field that the gateway needs has a value that cannot be. The message names the
 * place or the field and is safe to send and to record: it quotes nothing of the body. Has no stack trace, because
 * clients can cause it at any rate.
 */
public final class InvalidJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final GatewayError error;
    private final @Nullable String param;

    private InvalidJsonException(GatewayError error, String message, @Nullable String param) {
        super(message, null, false, false);
        this.error = error;
        this.param = param;
    }

    static InvalidJsonException malformed(String expected, int offset) {
        String message = "The request body is not valid JSON: expected " + expected + " at byte " + offset + ".";
        return new InvalidJsonException(GatewayError.INVALID_JSON, message, null);
    }

    static InvalidJsonException field(String name, String expected) {
        return new InvalidJsonException(
                GatewayError.INVALID_REQUEST, "Invalid '" + name + "': expected " + expected + ".", name);
    }

    static InvalidJsonException tooMany(int most) {
        String message = "The request body has too many fields: expected at most " + most + ".";
        return new InvalidJsonException(GatewayError.INVALID_REQUEST, message, null);
    }

    static InvalidJsonException duplicate() {
        String message = "The request body has a field twice: expected each name once.";
        return new InvalidJsonException(GatewayError.INVALID_REQUEST, message, null);
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

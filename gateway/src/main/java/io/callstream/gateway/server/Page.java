package io.callstream.gateway.server;

import io.callstream.gateway.call.ResponseHead;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.ErrorBody;
import io.callstream.gateway.error.GatewayError;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the gateway's own.
 *
 * @param contentType media type of the body
 * @param allow methods that the path takes, where they have to be said
 * @param lines further header lines
 */
public record Page(
        int status,
        String contentType,
        byte[] body,
        @Nullable String allow,
        byte[] lines) {
    static final byte[] NO_LINES = {};
    private static final String JSON = "application/json";
    /** Not an answer: a call of the same path gives it. */
    public static final Page CALL = error(GatewayError.NOT_FOUND, "There is no such path.", null);

    public static Page json(int status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Page text(String contentType, String body) {
        return new Page(200, contentType, body.getBytes(StandardCharsets.UTF_8), null, NO_LINES);
    }

    static Page json(int status, byte[] body) {
        return new Page(status, JSON, body, null, NO_LINES);
    }

    /** @param body in the form of whoever asks */
    public static Page error(GatewayError error, byte[] body) {
        return json(error.httpStatus(), body).with(ResponseHead.tryAgain(error));
    }

    Page allowing(String methods) {
        return new Page(status, contentType, body, methods, lines);
    }

    Page with(byte[] more) {
        return new Page(status, contentType, body, allow, more);
    }

    /** An error as OpenAI would answer it. */
    public static Page error(GatewayError error, String message, @Nullable String param) {
        return error(error, ErrorBody.of(new CallError(error, message, param)));
    }
}

package io.callstream.gateway.api.pass;

import io.callstream.gateway.error.CallError;
import io.callstream.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Errors as Google's clients understand them: the status as a number and as a word. */
final class GoogleErrors {
    private GoogleErrors() {}

    /** What it says may name what the client sent, so it is not for logs. */
    static byte[] body(CallError error) {
        int status = error.error().httpStatus();
        return new JsonObject()
                .with(
                        "error",
                        new JsonObject()
                                .with("code", status)
                                .with("message", error.message())
                                .with("status", word(status)))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String word(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 499 -> "CANCELLED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
        };
    }
}

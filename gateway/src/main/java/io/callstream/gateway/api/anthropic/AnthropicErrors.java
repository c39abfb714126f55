package io.callstream.gateway.api.anthropic;

import io.callstream.gateway.error.CallError;
import io.callstream.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Errors as Anthropic's clients understand them. */
final class AnthropicErrors {
    private AnthropicErrors() {}

    /** What it says may name what the client sent, so it is not for logs. */
    static byte[] body(CallError error) {
        return json(error.error().httpStatus(), error.message()).getBytes(StandardCharsets.UTF_8);
    }

    static String json(int status, String message) {
        return new JsonObject()
                .with("type", "error")
                .with("error", new JsonObject().with("type", type(status)).with("message", message))
                .toString();
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }
}

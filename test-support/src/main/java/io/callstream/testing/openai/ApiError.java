package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Piece;
import io.callstream.testing.reply.Reply;
import io.callstream.testing.reply.Sse;
import org.jspecify.annotations.Nullable;

/** An error in OpenAI's shape: {@code {"error": {message, type, param, code}}}. */
record ApiError(
        int status,
        String type,
        String message,
        @Nullable String param,
        @Nullable String code) {

    /** Errors as OpenAI writes them. */
    static final Behaviours.ErrorForm FORM = new Behaviours.ErrorForm() {
        @Override
        public Reply reply(int status) {
            return ofStatus(status).reply();
        }

        @Override
        public Piece event(int status) {
            return Piece.of(Sse.data(ofStatus(status).body()));
        }
    };

    static ApiError invalid(String message, @Nullable String param, @Nullable String code) {
        return new ApiError(400, "invalid_request_error", message, param, code);
    }

    /** What OpenAI says with a status of its own choosing. */
    static ApiError ofStatus(int status) {
        return switch (status) {
            case 400 -> invalid("Invalid value for 'messages[0].content'.", "messages[0].content", "invalid_value");
            case 401 ->
                new ApiError(401, "invalid_request_error", "Incorrect API key provided.", null, "invalid_api_key");
            case 403 ->
                new ApiError(
                        403,
                        "invalid_request_error",
                        "Your project cannot use this model.",
                        null,
                        "model_not_available");
            case 404 ->
                new ApiError(
                        404,
                        "invalid_request_error",
                        "The model does not exist or you do not have access" + " to it.",
                        null,
                        "model_not_found");
            case 429 -> new ApiError(429, "requests", "Rate limit reached for requests.", null, "rate_limit_exceeded");
            case 503 ->
                new ApiError(
                        503, "server_error", "That model is currently overloaded with other requests.", null, null);
            default ->
                new ApiError(
                        status,
                        status < 500 ? "invalid_request_error" : "server_error",
                        status < 500
                                ? "The request was refused."
                                : "The server had an error while processing your request.",
                        null,
                        null);
        };
    }

    String body() {
        ObjectNode root = Json.object();
        root.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return Json.text(root);
    }

    Reply reply() {
        return Reply.json(status, body());
    }
}

package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Piece;
import io.callstream.testing.reply.Reply;

/** An error in Anthropic's shape: {@code {"type": "error", "error": {type, message}, "request_id"}}. */
record MessagesError(int status, String type, String message) {
    /** Errors as Anthropic writes them. */
    static final Behaviours.ErrorForm FORM = new Behaviours.ErrorForm() {
        @Override
        public Reply reply(int status) {
            return ofStatus(status).reply();
        }

        @Override
        public Piece event(int status) {
            return Piece.of("event: error\ndata: " + ofStatus(status).body() + "\n\n");
        }
    };

    static MessagesError invalid(String message) {
        return new MessagesError(400, "invalid_request_error", message);
    }

    /** What Anthropic says with a status of its own choosing. */
    static MessagesError ofStatus(int status) {
        return switch (status) {
            case 400 -> invalid("messages.0.content: the request was refused");
            case 401 -> new MessagesError(401, "authentication_error", "invalid x-api-key");
            case 403 -> new MessagesError(403, "permission_error", "Your account cannot use this model.");
            case 404 -> new MessagesError(404, "not_found_error", "The model does not exist.");
            case 429 -> new MessagesError(429, "rate_limit_error", "This request would exceed your rate limit.");
            case 529 -> new MessagesError(529, "overloaded_error", "Overloaded");
            default ->
                status < 500
                        ? new MessagesError(status, "invalid_request_error", "The request was refused.")
                        : new MessagesError(status, "api_error", "Internal server error");
        };
    }

    private String body() {
        ObjectNode root = Json.object().put("type", "error");
        root.putObject("error").put("type", type).put("message", message);
        return Json.text(root.put("request_id", "req_sim"));
    }

    Reply reply() {
        return Reply.json(status, body()).withHeader("request-id", "req_sim");
    }
}

package io.callstream.console.call;

import java.util.Map;

/** Writes a call as a command that makes it again. */
final class CurlText {
    private static final Map<String, String> PATHS = Map.of(
            "chat_completion", "/v1/chat/completions",
            "text_completion", "/v1/completions",
            "embedding", "/v1/embeddings",
            "responses", "/v1/responses",
            "anthropic_messages", "/v1/messages");

    private CurlText() {}

    static String of(CallEvents events, boolean withBody, String gateway) {
        String type = events.text("call_type").orElse("chat_completion");
        String body = withBody
                ? events.text("request_body").orElse("{}")
                : "{\"model\":\"" + events.text("model_group").orElse("") + "\",\"messages\":[]}";
        return "curl " + quoted(gateway + PATHS.getOrDefault(type, "/v1/chat/completions")) + " \\\n"
                + "  -H 'Content-Type: application/json' \\\n"
                + "  -H \"Authorization: Bearer $CALLSTREAM_KEY\" \\\n"
                + "  -d " + quoted(body);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

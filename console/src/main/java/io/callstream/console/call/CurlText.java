package io.callstream.console.call;

import io.callstream.console.web.Json;
import java.util.Map;

/** Writes a call as a command that makes it again. */
final class CurlText {
    private static final String CHAT = "/v1/chat/completions";
    /** Of calls whose body is JSON; others are not made again by one line. */
    private static final Map<String, String> PATHS = Map.of(
            "chat_completion", CHAT,
            "text_completion", "/v1/completions",
            "embedding", "/v1/embeddings",
            "responses", "/v1/responses",
            "amoderation", "/v1/moderations",
            "aimage_generation", "/v1/images/generations",
            "aspeech", "/v1/audio/speech",
            "arerank", "/v1/rerank");

    private CurlText() {}

    /** Empty for a call that has no such command. */
    static String of(CallEvents events, boolean withBody, String gateway) {
        String body = withBody
                ? events.text("request_body").orElse("{}")
                : "{\"model\":\"" + events.text("model_group").orElse("") + "\",\"messages\":[]}";
        String path = path(events.text("call_type").orElse("chat_completion"), body);
        if (path.isEmpty()) {
            return "";
        }
        return "curl " + quoted(gateway + path) + " \\\n"
                + "  -H 'Content-Type: application/json' \\\n"
                + "  -H \"Authorization: Bearer $CALLSTREAM_KEY\" \\\n"
                + "  -d " + quoted(body);
    }

    /** What was asked as a response and put into the form of chats is recorded in that form. */
    private static String path(String type, String body) {
        boolean chat = type.equals("responses")
                && Json.parse(body).filter(asked -> asked.has("messages")).isPresent();
        return chat ? CHAT : PATHS.getOrDefault(type, "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

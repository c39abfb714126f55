package io.callstream.gateway.error;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** OpenAI's error body: {@code {"error": {message, type, param, code}}}. */
final class ErrorBody {
    private ErrorBody() {}

    static byte[] of(String message, String type, @Nullable String param, String code) {
        StringBuilder json = new StringBuilder(message.length() + 128);
        json.append("{\"error\":{\"message\":");
        quote(json, message);
        json.append(",\"type\":");
        quote(json, type);
        json.append(",\"param\":");
        if (param == null) {
            json.append("null");
        } else {
            quote(json, param);
        }
        json.append(",\"code\":");
        quote(json, code);
        return json.append("}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}

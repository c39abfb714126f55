package io.callstream.gateway.error;

import io.callstream.json.JsonText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** OpenAI's error body: {@code {"error": {message, type, param, code}}}; the only place that writes it. */
public final class ErrorBody {
    private ErrorBody() {}

    /** What it says may name what the client sent, so it is not for logs. */
    public static byte[] of(CallError error) {
        return of(
                error.message(),
                error.error().type(),
                error.param(),
                error.error().code());
    }

    private static byte[] of(String message, String type, @Nullable String param, String code) {
        StringBuilder json = new StringBuilder(message.length() + 128);
        json.append("{\"error\":{\"message\":");
        JsonText.quote(json, message);
        json.append(",\"type\":");
        JsonText.quote(json, type);
        json.append(",\"param\":");
        if (param == null) {
            json.append("null");
        } else {
            JsonText.quote(json, param);
        }
        json.append(",\"code\":");
        JsonText.quote(json, code);
        return json.append("}}").toString().getBytes(StandardCharsets.UTF_8);
    }
}

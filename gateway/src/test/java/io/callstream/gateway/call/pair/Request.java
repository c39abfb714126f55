package io.callstream.gateway.call.pair;

import io.callstream.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A request as it came to a provider. */
record Request(String path, Map<String, String> headers, JsonValue.Obj body) {
    /** @param sent each character a byte */
    static Request of(String sent) {
        int end = sent.indexOf("\r\n\r\n");
        String[] lines = sent.substring(0, end).split("\r\n");
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        byte[] body = sent.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
        return new Request(lines[0].split(" ")[1], headers, Json.read(body));
    }

    boolean stream() {
        return body.get("stream") instanceof JsonValue.Flag flag && flag.value();
    }
}

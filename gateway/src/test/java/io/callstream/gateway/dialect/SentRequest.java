package io.callstream.gateway.dialect;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A request as its provider gets it. @param headers by their lower-case names */
public record SentRequest(String line, Map<String, String> headers, JsonValue.Obj body) {
    /** @param sent each character a byte */
    static SentRequest of(String sent) {
        int end = sent.indexOf("\r\n\r\n");
        String[] lines = sent.substring(0, end).split("\r\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, lines[i].substring(colon + 1).strip(), (one, other) -> one + " and " + other);
        }
        return new SentRequest(lines[0].replace(" HTTP/1.1", ""), headers, json(sent.substring(end + 4)));
    }

    private static JsonValue.Obj json(String body) {
        try {
            return (JsonValue.Obj) JsonValue.read(Slice.of(body.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (InvalidJsonException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }

    /** The JSON of a field, or of one within it: {@code generationConfig.topP}; "none" where there is none. */
    public String at(String path) {
        JsonValue value = body;
        for (String name : path.split("\\.")) {
            value = value instanceof JsonValue.Obj object ? object.get(name) : null;
        }
        return value == null ? "none" : value.toString();
    }
}

package io.callstream.gateway.call.pair;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** JSON as tests read it: what is missing fails. */
final class Json {
    private Json() {}

    static JsonValue.Obj read(byte[] text) {
        return (JsonValue.Obj) value(Slice.of(text));
    }

    static JsonValue.Obj read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static JsonValue value(String text) {
        return value(Slice.of(text));
    }

    private static JsonValue value(Slice text) {
        try {
            return JsonValue.read(text);
        } catch (InvalidJsonException e) {
            throw new AssertionError("no JSON: " + text.text(), e);
        }
    }

    /** The text of a field; empty when it has none. */
    static String text(JsonValue.Obj object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }

    static Stream<JsonValue.Obj> objects(JsonValue.Obj object, String name) {
        return object.list(name).stream().map(JsonValue.Obj.class::cast);
    }

    static String quoted(String text) {
        return new JsonValue.Text(text).toString();
    }
}

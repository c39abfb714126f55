package io.callstream.json;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an object field by field; fields without a value are left out. For one thread. */
public final class JsonObject {
    private final Map<String, JsonValue> fields = new LinkedHashMap<>();

    public JsonObject with(String name, @Nullable JsonValue value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    public JsonObject with(String name, @Nullable String text) {
        return with(name, text == null ? null : new JsonValue.Text(text));
    }

    public JsonObject with(String name, @Nullable Boolean flag) {
        return with(name, flag == null ? null : new JsonValue.Flag(flag));
    }

    public JsonObject with(String name, long number) {
        return with(name, new JsonValue.Num(Long.toString(number)));
    }

    public JsonObject with(String name, Collection<? extends JsonValue> elements) {
        return with(name, new JsonValue.Arr(List.copyOf(elements)));
    }

    public JsonObject with(String name, JsonObject object) {
        return with(name, object.value());
    }

    public JsonValue.Obj value() {
        return new JsonValue.Obj(fields);
    }

    @Override
    public String toString() {
        return value().toString();
    }
}

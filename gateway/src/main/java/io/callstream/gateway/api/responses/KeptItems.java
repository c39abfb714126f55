package io.callstream.gateway.api.responses;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of input items as the API shows them: each has an id, and each message says that it is one. */
public final class KeptItems {
    private KeptItems() {}

    /** @param response whose input they are */
    public static List<JsonValue> named(String response, List<JsonValue> input, boolean lastFirst) {
        List<JsonValue> named = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            if (input.get(i) instanceof JsonValue.Obj item) {
                named.add(named(response + "/input/" + i, item));
            }
        }
        if (lastFirst) {
            Collections.reverse(named);
        }
        return named;
    }

    private static JsonValue named(String name, JsonValue.Obj item) {
        Map<String, JsonValue> fields = new LinkedHashMap<>(item.fields());
        fields.putIfAbsent("type", new JsonValue.Text("message"));
        String id =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        fields.putIfAbsent("id", new JsonValue.Text("msg_" + id.replace("-", "")));
        if (item.get("content") instanceof JsonValue.Text text) {
            fields.put("content", new JsonValue.Arr(List.of(part(item, text))));
        }
        return new JsonValue.Obj(fields);
    }

    /** What a model said has another name than what it was told. */
    private static JsonValue part(JsonValue.Obj item, JsonValue.Text text) {
        return "assistant".equals(item.text("role"))
                ? new JsonObject()
                        .with("type", "output_text")
                        .with("text", text)
                        .with("annotations", List.of())
                        .value()
                : new JsonObject().with("type", "input_text").with("text", text).value();
    }

    /**
     * A page of a list.
     *
     * @param after the id of the last item of the page before; null for the first page
     */
    public static JsonValue page(List<JsonValue> all, @Nullable String after, int most) {
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            if (after != null && after.equals(id(all.get(i)))) {
                from = i + 1;
            }
        }
        List<JsonValue> data = all.subList(from, Math.min(all.size(), from + most));
        return new JsonObject()
                .with("object", "list")
                .with("data", data)
                .with("first_id", data.isEmpty() ? null : id(data.get(0)))
                .with("last_id", data.isEmpty() ? null : id(data.get(data.size() - 1)))
                .with("has_more", from + data.size() < all.size())
                .value();
    }

    private static @Nullable String id(JsonValue item) {
        return item instanceof JsonValue.Obj object ? object.text("id") : null;
    }
}

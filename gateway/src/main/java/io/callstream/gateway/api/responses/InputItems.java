package io.callstream.gateway.api.responses;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;

/** The input of a request as a list of items, however it was written. */
final class InputItems {
    private InputItems() {}

    static List<JsonValue> of(JsonValue.Obj sent) {
        if (sent.get("input") instanceof JsonValue.Text text) {
            JsonObject part = new JsonObject().with("type", "input_text").with("text", text.value());
            return List.of(new JsonObject()
                    .with("type", "message")
                    .with("role", "user")
                    .with("content", List.of(part.value()))
                    .value());
        }
        return sent.list("input");
    }
}

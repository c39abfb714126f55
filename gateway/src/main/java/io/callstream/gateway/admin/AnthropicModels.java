package io.callstream.gateway.admin;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Models in the shape of Anthropic's list (platform.claude.com/docs/en/api/models-list, November 2026). All are on one page.
 *
 * @param since what stands as their time of creation
 */
record AnthropicModels(long since) {
    String list(Map<String, String> owners) {
        List<String> names = new ArrayList<>(owners.keySet());
        List<JsonValue> models = new ArrayList<>();
        names.forEach(name -> models.add(model(name)));
        JsonObject page = new JsonObject().with("data", models).with("has_more", false);
        page.with("first_id", names.isEmpty() ? JsonValue.NULL : new JsonValue.Text(names.get(0)));
        page.with("last_id", names.isEmpty() ? JsonValue.NULL : new JsonValue.Text(names.get(names.size() - 1)));
        return page.toString();
    }

    String one(String name) {
        return model(name).toString();
    }

    private JsonValue.Obj model(String name) {
        return new JsonObject()
                .with("type", "model")
                .with("id", name)
                .with("display_name", name)
                .with("created_at", Instant.ofEpochSecond(since).toString())
                .value();
    }
}

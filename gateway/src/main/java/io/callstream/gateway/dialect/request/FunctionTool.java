package io.callstream.gateway.dialect.request;

import io.callstream.gateway.chat.Tool;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;

/** Tools as OpenAI's form writes them, and those that took it over. */
public final class FunctionTool {
    private static final JsonValue NO_PARAMETERS = new JsonObject()
            .with("type", "object")
            .with("properties", new JsonObject())
            .value();

    private FunctionTool() {}

    /** One without parameters says that it has none: not every provider takes the field's absence for that. */
    public static JsonValue of(Tool tool) {
        JsonValue parameters = tool.parameters();
        JsonObject function = new JsonObject()
                .with("name", tool.name())
                .with("description", tool.description())
                .with("parameters", parameters == null ? NO_PARAMETERS : parameters);
        return new JsonObject()
                .with("type", "function")
                .with("function", function)
                .value();
    }
}

package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.Tool;
import io.callstream.gateway.chat.ToolChoice;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the tools of a request. */
final class GeminiTools {
    private static final JsonValue NO_SETTINGS = new JsonValue.Obj(Map.of());

    private GeminiTools() {}

    static void write(ChatRequest chat, JsonObject body) {
        List<JsonValue> tools = new ArrayList<>();
        if (!chat.tools().all().isEmpty()) {
            List<JsonValue> functions =
                    chat.tools().all().stream().map(GeminiTools::function).toList();
            tools.add(new JsonObject().with("functionDeclarations", functions).value());
        }
        if (chat.parameters().containsKey("web_search_options")) {
            tools.add(new JsonObject().with("googleSearch", NO_SETTINGS).value());
        }
        if (!tools.isEmpty()) {
            body.with("tools", tools);
        }
        if (chat.tools().choice() != ToolChoice.UNSAID
                && !chat.tools().all().isEmpty()) { // Gemini refuses a choice among none
            JsonObject calling = new JsonObject();
            if (chat.tools().choice() instanceof ToolChoice.Named named) {
                calling.with("mode", "ANY").with("allowedFunctionNames", List.of(new JsonValue.Text(named.tool())));
            } else {
                calling.with("mode", mode(chat.tools().choice()));
            }
            body.with("toolConfig", new JsonObject().with("functionCallingConfig", calling));
        }
    }

    private static String mode(ToolChoice choice) {
        return choice == ToolChoice.NONE ? "NONE" : choice == ToolChoice.REQUIRED ? "ANY" : "AUTO";
    }

    private static JsonValue function(Tool tool) {
        return new JsonObject()
                .with("name", tool.name())
                .with("description", tool.description())
                .with("parametersJsonSchema", tool.parameters())
                .value();
    }
}

package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.Tool;
import io.callstream.gateway.chat.ToolChoice;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tools of a request. Bedrock has no choice that forbids them: they are left out then, unless the conversation has
 * calls in it, which Bedrock takes only along with tools.
 */
final class ToolConfig {
    private static final JsonValue.Obj NOTHING = new JsonValue.Obj(Map.of());

    private final ChatRequest chat;
    private final boolean drops;

    ToolConfig(ChatRequest chat, boolean drops) {
        this.chat = chat;
        this.drops = drops;
    }

    void write(JsonObject body) throws UnsupportedRequestException {
        Set<String> called = chat.calledTools();
        boolean none = chat.tools().choice() == ToolChoice.NONE;
        if (none && called.isEmpty() || chat.tools().all().isEmpty() && called.isEmpty()) {
            return;
        }
        if (none && !drops && !chat.tools().all().isEmpty()) {
            throw new UnsupportedRequestException(
                    "tool_choice",
                    "tool_choice: Bedrock cannot forbid tools in a conversation that has called some; leave it out, or set"
                            + " drop_params for the model.");
        }
        JsonObject config = new JsonObject().with("tools", tools(called));
        JsonValue choice = chat.tools().all().isEmpty() ? null : choice();
        body.with("toolConfig", config.with("toolChoice", choice));
    }

    private List<JsonValue> tools(Set<String> called) {
        List<JsonValue> tools = new ArrayList<>();
        for (Tool tool : chat.tools().all()) {
            tools.add(tool(tool));
            Blocks.cachePoint(tool.cache(), tools);
        }
        if (tools.isEmpty()) {
            called.forEach(name -> tools.add(tool(new Tool(name, null, null, false, null))));
        }
        return tools;
    }

    private @Nullable JsonValue choice() {
        ToolChoice choice = chat.tools().choice();
        if (choice instanceof ToolChoice.Named named) {
            return Blocks.block(
                    "tool", new JsonObject().with("name", named.tool()).value());
        }
        if (choice == ToolChoice.REQUIRED) {
            return Blocks.block("any", NOTHING);
        }
        return choice == ToolChoice.AUTO ? Blocks.block("auto", NOTHING) : null;
    }

    private static JsonValue tool(Tool tool) {
        String description = tool.description();
        JsonObject specification = new JsonObject()
                .with("name", tool.name())
                .with("description", description == null || description.isBlank() ? null : description)
                .with("inputSchema", new JsonObject().with("json", schema(tool.parameters())));
        return Blocks.block(
                "toolSpec", (tool.strict() ? specification.with("strict", Boolean.TRUE) : specification).value());
    }

    /** A schema has to say that it is one of an object. */
    private static JsonValue schema(JsonValue.@Nullable Obj parameters) {
        JsonObject typed = new JsonObject().with("type", "object");
        if (parameters == null) {
            return typed.with("properties", NOTHING).value();
        }
        if (parameters.get("type") != null) {
            return parameters;
        }
        parameters.fields().forEach(typed::with);
        return typed.value();
    }
}

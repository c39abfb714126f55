package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.Tool;
import io.callstream.gateway.chat.ToolChoice;
import io.callstream.gateway.chat.Tools;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.Map;

/** Writes the tools of a request. */
final class ToolsWriter {
    private static final JsonValue NO_ARGUMENTS = new JsonObject()
            .with("type", "object")
            .with("properties", new JsonValue.Obj(Map.of()))
            .value();

    private ToolsWriter() {}

    static void write(Tools tools, JsonObject body) {
        if (tools.all().isEmpty()) {
            return;
        }
        body.with("tools", tools.all().stream().map(ToolsWriter::tool).toList());
        boolean one = Boolean.FALSE.equals(tools.parallel());
        if (tools.choice() != ToolChoice.UNSAID || one) {
            JsonObject choice = choice(tools.choice());
            boolean none = tools.choice() == ToolChoice.NONE;
            body.with("tool_choice", one && !none ? choice.with("disable_parallel_tool_use", Boolean.TRUE) : choice);
        }
    }

    /** With the tools that the conversation has called, where it has none: they have to be named, and are not to be called again. */
    static ChatRequest withCalled(ChatRequest chat) {
        if (!chat.tools().all().isEmpty() || chat.calledTools().isEmpty()) {
            return chat;
        }
        List<Tool> called = chat.calledTools().stream()
                .map(name -> new Tool(name, null, null, false, null))
                .toList();
        return new ChatRequest(
                chat.messages(), new Tools(called, ToolChoice.NONE, null), chat.format(), chat.parameters());
    }

    private static JsonValue tool(Tool tool) {
        JsonValue.Obj parameters = tool.parameters();
        JsonObject written = new JsonObject()
                .with("name", tool.name())
                .with("description", tool.description())
                .with("input_schema", parameters == null ? NO_ARGUMENTS : typed(parameters));
        return (tool.strict() ? written.with("strict", Boolean.TRUE) : written)
                .with("cache_control", tool.cache())
                .value();
    }

    /** A schema has to say that it is one of an object. */
    private static JsonValue typed(JsonValue.Obj parameters) {
        if (parameters.get("type") != null) {
            return parameters;
        }
        JsonObject typed = new JsonObject().with("type", "object");
        parameters.fields().forEach(typed::with);
        return typed.value();
    }

    private static JsonObject choice(ToolChoice choice) {
        if (choice instanceof ToolChoice.Named named) {
            return new JsonObject().with("type", "tool").with("name", named.tool());
        }
        String type = choice == ToolChoice.REQUIRED ? "any" : choice == ToolChoice.NONE ? "none" : "auto";
        return new JsonObject().with("type", type);
    }
}

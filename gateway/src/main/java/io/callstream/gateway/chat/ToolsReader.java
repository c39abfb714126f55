package io.callstream.gateway.chat;

import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the tools of a request in OpenAI's form, and {@code functions} as they were written before. */
final class ToolsReader {
    private ToolsReader() {}

    /** Takes its fields out of those of the request. */
    static Tools read(Map<String, JsonValue> fields) throws UnsupportedRequestException {
        List<Tool> tools = new ArrayList<>();
        for (JsonValue each : list("tools", fields.remove("tools"))) {
            tools.add(tool(each));
        }
        for (JsonValue each : list("functions", fields.remove("functions"))) {
            tools.add(function(each, null));
        }
        JsonValue choice = fields.remove("tool_choice");
        JsonValue old = fields.remove("function_call");
        Boolean parallel = flag("parallel_tool_calls", fields.remove("parallel_tool_calls"));
        return new Tools(tools, choice(choice == null ? old : choice), parallel);
    }

    /** A model without the tools that somebody gave it answers something else: what is no list is no answer's matter. */
    static List<JsonValue> list(String place, @Nullable JsonValue said) throws UnsupportedRequestException {
        if (said == null) {
            return List.of();
        }
        if (said instanceof JsonValue.Arr list) {
            return list.elements();
        }
        throw new UnsupportedRequestException(place, place + ": a list is expected.");
    }

    private static @Nullable Boolean flag(String place, @Nullable JsonValue said) throws UnsupportedRequestException {
        if (said == null || said instanceof JsonValue.Flag) {
            return said instanceof JsonValue.Flag flag ? flag.value() : null;
        }
        throw new UnsupportedRequestException(place, place + ": true or false is expected.");
    }

    private static Tool tool(JsonValue said) throws UnsupportedRequestException {
        if (said instanceof JsonValue.Obj tool && "function".equals(tool.text("type"))) {
            return function(tool.get("function"), tool.get("cache_control"));
        }
        throw new UnsupportedRequestException(
                "tools", "tools: only tools of the type `function` can be sent to this model's provider.");
    }

    private static Tool function(@Nullable JsonValue said, @Nullable JsonValue cache)
            throws UnsupportedRequestException {
        String name = said instanceof JsonValue.Obj function ? function.text("name") : null;
        if (!(said instanceof JsonValue.Obj function) || name == null) {
            throw new UnsupportedRequestException("tools", "tools: a function needs a name.");
        }
        JsonValue parameters = function.get("parameters");
        if (parameters != null && !(parameters instanceof JsonValue.Obj)) {
            throw new UnsupportedRequestException(
                    "tools", "tools: a function's parameters are a JSON schema, an object.");
        }
        boolean strict = function.get("strict") instanceof JsonValue.Flag flag && flag.value();
        JsonValue mark = cache == null ? function.get("cache_control") : cache;
        return new Tool(name, function.text("description"), function.object("parameters"), strict, mark);
    }

    private static ToolChoice choice(@Nullable JsonValue said) throws UnsupportedRequestException {
        if (said == null) {
            return ToolChoice.UNSAID;
        }
        if (said instanceof JsonValue.Obj object) {
            JsonValue.Obj function = object.object("function");
            String name = function == null ? object.text("name") : function.text("name");
            if (name != null) {
                return new ToolChoice.Named(name);
            }
        }
        if (said instanceof JsonValue.Text word) {
            switch (word.value()) {
                case "auto":
                    return ToolChoice.AUTO;
                case "none":
                    return ToolChoice.NONE;
                case "required", "any":
                    return ToolChoice.REQUIRED;
                default:
                    break;
            }
        }
        throw new UnsupportedRequestException(
                "tool_choice",
                "tool_choice: `auto`, `none`, `required` or {\"type\": \"function\", \"function\": {\"name\"}} is"
                        + " expected.");
    }
}

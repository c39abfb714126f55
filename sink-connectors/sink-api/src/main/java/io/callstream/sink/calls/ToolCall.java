package io.callstream.sink.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of a tool that a model asks for.
 *
 * @param id by which its result is told; empty where there is none
 * @param type {@code function}, {@code custom} or what else the provider knows
 * @param name of the tool
 * @param arguments as the model wrote them: mostly JSON, free text for custom tools
 */
public record ToolCall(String id, String type, String name, String arguments) {
    private static final String FUNCTION = "function";

    /** Every tool call of a message, also the one in the form that came before {@code tool_calls}. */
    public static List<ToolCall> of(JsonNode message) {
        List<ToolCall> calls = new ArrayList<>();
        message.path("tool_calls").forEach(call -> calls.add(one(call)));
        JsonNode old = message.path("function_call");
        if (old.isObject()) {
            calls.add(new ToolCall("", FUNCTION, old.path("name").asText(), written(old)));
        }
        return calls;
    }

    /** The tool's part is named as its type is. */
    private static ToolCall one(JsonNode call) {
        String type = call.path("type").asText(call.has("custom") ? "custom" : FUNCTION);
        JsonNode named = call.path(type).isObject() ? call.path(type) : call.path(FUNCTION);
        JsonNode tool = named.isObject() ? named : call;
        return new ToolCall(call.path("id").asText(), type, tool.path("name").asText(), written(tool));
    }

    private static String written(JsonNode tool) {
        JsonNode said = tool.has("arguments") ? tool.path("arguments") : tool.path("input");
        if (said.isMissingNode() || said.isNull()) {
            return "";
        }
        return said.isTextual() ? said.textValue() : said.toString();
    }
}

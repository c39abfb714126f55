package io.callstream.gateway.api.responses;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What only a provider of the Responses API can do. */
final class OwnFeatures {
    private static final Set<String> CHAT_ITEMS =
            Set.of("message", "function_call", "function_call_output", "reasoning");

    private static final List<String> OBJECTS = List.of("conversation", "prompt", "max_tool_calls");

    private OwnFeatures() {}

    /**
     * Null when it asks for nothing of the kind.
     *
     * @param elsewhere whether a provider keeps what it goes on from
     */
    static @Nullable UnsupportedRequestException of(JsonValue.Obj sent, boolean elsewhere) {
        if (elsewhere) {
            return only(ResponsesRequest.PREVIOUS, ResponsesRequest.PREVIOUS + ": what that provider keeps");
        }
        if (sent.get("background") instanceof JsonValue.Flag flag && flag.value()) {
            return only("background", "background: answers in the background");
        }
        for (String name : OBJECTS) {
            if (sent.get(name) != null) {
                return only(name, name + ": it");
            }
        }
        UnsupportedRequestException tool = tool(sent.list("tools"), "tools");
        return tool == null ? items(sent.list("input")) : tool;
    }

    private static @Nullable UnsupportedRequestException tool(List<JsonValue> tools, String place) {
        for (int i = 0; i < tools.size(); i++) {
            String type = tools.get(i) instanceof JsonValue.Obj tool ? tool.text("type") : null;
            if (!"function".equals(type)) {
                String at = place + "[" + i + "]";
                return only(at, at + ": a tool " + (type == null ? "without a type" : "of the type `" + type + "`"));
            }
        }
        return null;
    }

    private static @Nullable UnsupportedRequestException items(List<JsonValue> input) {
        for (int i = 0; i < input.size(); i++) {
            String type = input.get(i) instanceof JsonValue.Obj item ? item.text("type") : null;
            if (type != null && !CHAT_ITEMS.contains(type)) {
                String at = "input[" + i + "]";
                return only(at, at + ": an item of the type `" + type + "`");
            }
        }
        return null;
    }

    private static UnsupportedRequestException only(String param, String what) {
        return new UnsupportedRequestException(
                param,
                what + " can be sent only to a model whose provider speaks the Responses API itself; leave it out, or"
                        + " ask for such a model.");
    }
}

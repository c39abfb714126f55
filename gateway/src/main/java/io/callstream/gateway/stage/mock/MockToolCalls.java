package io.callstream.gateway.stage.mock;

import io.callstream.gateway.provider.Delta;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads calls of tools as they stand in an answer: {@code [{"id": ..., "function": {"name": ..., "arguments": ...}}]}. */
final class MockToolCalls {
    private MockToolCalls() {}

    /** What is no such list has none. */
    static List<Delta.ToolCall> read(@Nullable String json) {
        try {
            return json == null ? List.of() : all(JsonValue.read(Slice.of(json)));
        } catch (InvalidJsonException e) {
            return List.of(); // of a configuration that was written by hand
        }
    }

    private static List<Delta.ToolCall> all(JsonValue said) {
        List<Delta.ToolCall> calls = new ArrayList<>();
        if (said instanceof JsonValue.Arr list) {
            list.elements().forEach(element -> add(element, calls));
        }
        return calls;
    }

    private static void add(JsonValue element, List<Delta.ToolCall> calls) {
        JsonValue.Obj function = element instanceof JsonValue.Obj call ? call.object("function") : null;
        if (function != null) {
            JsonValue arguments = function.get("arguments");
            String text = function.text("arguments");
            String id = ((JsonValue.Obj) element).text("id");
            calls.add(new Delta.ToolCall(
                    calls.size(),
                    id == null ? "call_mock_" + calls.size() : id,
                    function.text("name"),
                    text != null ? text : arguments == null ? "{}" : arguments.toString()));
        }
    }
}

package io.callstream.gateway.api.responses;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input items as the messages of a chat. What the model said in one turn, its thoughts, its text and its calls of functions, are items of
 * their own in the one form and one message in the other. For one request.
 */
final class Conversation {
    private final List<JsonValue> messages = new ArrayList<>();
    private final List<JsonValue> thoughts = new ArrayList<>();
    private final List<JsonValue> texts = new ArrayList<>();
    private final List<JsonValue> calls = new ArrayList<>();

    void system(String text) {
        messages.add(
                new JsonObject().with("role", "system").with("content", text).value());
    }

    /** @param place of the items, for messages */
    void add(String place, List<JsonValue> items) throws InvalidRequestException {
        for (int i = 0; i < items.size(); i++) {
            String at = place + "[" + i + "]";
            if (!(items.get(i) instanceof JsonValue.Obj item)) {
                throw InvalidRequestException.field(at, "an object");
            }
            item(at, item);
        }
    }

    List<JsonValue> messages() {
        endTurn();
        return messages;
    }

    /** One that only the provider's own tools know is left out: who cannot take it has refused the request by its name. */
    private void item(String at, JsonValue.Obj item) throws InvalidRequestException {
        String type = item.text("type");
        switch (type == null ? "message" : type) {
            case "message" -> message(at, item);
            case "function_call" -> calls.add(call(at, item));
            case "function_call_output" -> {
                endTurn();
                messages.add(result(at, item));
            }
            case "reasoning" -> thought(item);
            default -> {
                // See above.
            }
        }
    }

    private void message(String at, JsonValue.Obj item) throws InvalidRequestException {
        String role = item.text("role");
        if (role == null) {
            throw InvalidRequestException.field(at + ".role", "`user`, `assistant`, `system` or `developer`");
        }
        JsonValue content = InputContent.of(at + ".content", item.get("content"));
        if (role.equals("assistant")) {
            texts.addAll(
                    content instanceof JsonValue.Arr parts ? parts.elements() : List.of(InputContent.text(content)));
        } else {
            endTurn();
            messages.add(
                    new JsonObject().with("role", role).with("content", content).value());
        }
    }

    private static JsonValue call(String at, JsonValue.Obj item) throws InvalidRequestException {
        JsonObject function = new JsonObject()
                .with("name", needed(at, item, "name", "the function's name"))
                .with("arguments", arguments(at, item.get("arguments")));
        return new JsonObject()
                .with("id", needed(at, item, "call_id", "the id of the call"))
                .with("type", "function")
                .with("function", function)
                .value();
    }

    /** A text of JSON; some clients write what it says itself. */
    private static String arguments(String at, @Nullable JsonValue said) throws InvalidRequestException {
        if (said == null || said instanceof JsonValue.Obj) {
            return said == null ? "" : said.toString();
        }
        if (said instanceof JsonValue.Text text) {
            return text.value();
        }
        throw InvalidRequestException.field(at + ".arguments", "a text of JSON");
    }

    private static JsonValue result(String at, JsonValue.Obj item) throws InvalidRequestException {
        return new JsonObject()
                .with("role", "tool")
                .with("tool_call_id", needed(at, item, "call_id", "the id of the call that this answers"))
                .with("content", InputContent.of(at + ".output", item.get("output")))
                .value();
    }

    private static String needed(String at, JsonValue.Obj item, String name, String expected)
            throws InvalidRequestException {
        String value = item.text(name);
        if (value == null) {
            throw InvalidRequestException.field(at + "." + name, expected);
        }
        return value;
    }

    /** One without what its provider takes it back by says nothing to a model. */
    private void thought(JsonValue.Obj item) {
        String sealed = item.text("encrypted_content");
        if (sealed == null) {
            return;
        }
        thoughts.add(thought(summary(item), sealed).value());
    }

    private static JsonObject thought(String text, String sealed) {
        return text.isEmpty()
                ? new JsonObject().with("type", "redacted_thinking").with("data", sealed)
                : new JsonObject()
                        .with("type", "thinking")
                        .with("thinking", text)
                        .with("signature", sealed);
    }

    private static String summary(JsonValue.Obj item) {
        StringBuilder all = new StringBuilder();
        for (JsonValue each : item.list("summary")) {
            String text = each instanceof JsonValue.Obj part ? part.text("text") : null;
            all.append(all.isEmpty() || text == null ? "" : "\n\n").append(text == null ? "" : text);
        }
        return all.toString();
    }

    private void endTurn() {
        if (thoughts.isEmpty() && texts.isEmpty() && calls.isEmpty()) {
            return;
        }
        JsonObject turn = new JsonObject().with("role", "assistant").with("content", content());
        if (!thoughts.isEmpty()) {
            turn.with("thinking_blocks", thoughts);
        }
        if (!calls.isEmpty()) {
            turn.with("tool_calls", calls);
        }
        messages.add(turn.value());
        thoughts.clear();
        texts.clear();
        calls.clear();
    }

    /** Not every provider takes a list of texts from the assistant. */
    private @Nullable JsonValue content() {
        StringBuilder all = new StringBuilder();
        for (JsonValue each : texts) {
            String text = each instanceof JsonValue.Obj part ? part.text("text") : null;
            if (text == null) {
                return new JsonValue.Arr(texts);
            }
            all.append(text);
        }
        return texts.isEmpty() ? JsonValue.NULL : new JsonValue.Text(all.toString());
    }
}

package io.callstream.gateway.api.responses;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request to the Responses API as a chat in OpenAI's form. What has the same name and meaning in both stays. */
final class ChatBody {
    /** An object without fields, for what is missing. */
    static final JsonValue.Obj NOTHING = new JsonValue.Obj(Map.of());

    /** Read elsewhere, said to whoever keeps the conversation, or hints that no chat knows of. */
    private static final Set<String> TAKEN = Set.of(
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "text",
            "reasoning",
            "max_output_tokens",
            "top_logprobs",
            "stream_options",
            "store",
            "include",
            "truncation",
            "background",
            "conversation",
            "prompt",
            "max_tool_calls",
            "context_management",
            ResponsesRequest.PREVIOUS);

    private ChatBody() {}

    /**
     * Writes one.
     *
     * @param before items of the conversation so far
     */
    static JsonValue.Obj of(JsonValue.Obj sent, List<JsonValue> before) throws InvalidRequestException {
        JsonObject body = new JsonObject();
        sent.fields().forEach((name, value) -> {
            if (!TAKEN.contains(name)) {
                body.with(name, value);
            }
        });
        body.with("messages", messages(sent, before));
        body.with("max_completion_tokens", sent.get("max_output_tokens"));
        tools(sent, body);
        JsonValue.Obj reasoning = sent.object("reasoning");
        body.with("reasoning_effort", reasoning == null ? null : reasoning.text("effort"));
        text(sent.object("text"), body);
        logprobs(sent.get("top_logprobs"), body);
        return body.value();
    }

    private static List<JsonValue> messages(JsonValue.Obj sent, List<JsonValue> before) throws InvalidRequestException {
        Conversation conversation = new Conversation();
        JsonValue instructions = sent.get("instructions");
        if (instructions instanceof JsonValue.Text text) {
            conversation.system(text.value());
        } else if (instructions != null) {
            throw InvalidRequestException.field("instructions", "a text");
        }
        conversation.add("previous_response_id", before);
        JsonValue input = sent.get("input");
        if (input != null && !(input instanceof JsonValue.Text) && !(input instanceof JsonValue.Arr)) {
            throw InvalidRequestException.field("input", "a text or a list of items");
        }
        conversation.add("input", InputItems.of(sent));
        return conversation.messages();
    }

    private static void tools(JsonValue.Obj sent, JsonObject body) {
        body.with("tools", tools(sent.get("tools")));
        JsonValue choice = sent.get("tool_choice");
        if (choice instanceof JsonValue.Obj object && "function".equals(object.text("type"))) {
            JsonObject function = new JsonObject().with("name", object.text("name"));
            body.with("tool_choice", new JsonObject().with("type", "function").with("function", function));
        } else {
            body.with("tool_choice", choice);
        }
    }

    /** What is no list stays, and is refused: left out, the model would be asked something else. */
    private static @Nullable JsonValue tools(@Nullable JsonValue said) {
        if (!(said instanceof JsonValue.Arr tools)) {
            return said;
        }
        return tools.elements().isEmpty()
                ? null
                : new JsonValue.Arr(
                        tools.elements().stream().map(ChatBody::tool).toList());
    }

    /** A tool of the provider's own stays what it is: only its provider knows it. */
    private static JsonValue tool(JsonValue said) {
        if (!(said instanceof JsonValue.Obj tool) || !"function".equals(tool.text("type"))) {
            return said;
        }
        return new JsonObject()
                .with("type", "function")
                .with("function", function(tool))
                .value();
    }

    private static JsonObject function(JsonValue.Obj tool) {
        JsonObject function = new JsonObject();
        tool.fields().forEach((name, value) -> {
            if (!name.equals("type") && value != JsonValue.NULL) {
                function.with(name, value);
            }
        });
        return function;
    }

    private static void text(JsonValue.@Nullable Obj text, JsonObject body) {
        if (text == null) {
            return;
        }
        body.with("verbosity", text.get("verbosity"));
        JsonValue.Obj format = text.object("format");
        String type = format == null ? null : format.text("type");
        if (format == null || type == null || type.equals("text")) {
            return;
        }
        List<String> own = new ArrayList<>(List.of("name", "description", "schema", "strict"));
        JsonObject schema = new JsonObject();
        own.forEach(name -> schema.with(name, format.get(name)));
        JsonObject wanted = new JsonObject().with("type", type);
        body.with("response_format", type.equals("json_schema") ? wanted.with("json_schema", schema) : wanted);
    }

    private static void logprobs(@Nullable JsonValue most, JsonObject body) {
        if (most != null && !most.toString().equals("0")) {
            body.with("logprobs", Boolean.TRUE).with("top_logprobs", most);
        }
    }
}

package io.callstream.gateway.api.anthropic;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request to the Messages API in OpenAI's form. What has no counterpart there stays, so that a provider that does not know it says so. */
final class ChatBody {
    /** Read elsewhere, or hints that no other provider knows of. */
    private static final Set<String> TAKEN = Set.of(
            "system",
            "messages",
            "tools",
            "tool_choice",
            "stop_sequences",
            "thinking",
            "output_config",
            "output_format",
            "service_tier",
            "context_management");

    private static final long LOW = 2048;
    private static final long MEDIUM = 8192;

    private ChatBody() {}

    static JsonValue.Obj of(JsonValue.Obj sent) {
        JsonObject body = new JsonObject();
        sent.fields().forEach((name, value) -> {
            if (!TAKEN.contains(name)) {
                body.with(name, value);
            }
        });
        body.with("messages", messages(sent));
        body.with("stop", sent.get("stop_sequences"));
        JsonValue.Obj metadata = sent.object("metadata");
        body.with("user", metadata == null ? null : metadata.text("user_id"));
        tools(sent, body);
        body.with("reasoning_effort", effort(sent));
        body.with("response_format", format(sent));
        return body.value();
    }

    private static List<JsonValue> messages(JsonValue.Obj sent) {
        List<JsonValue> messages = new ArrayList<>();
        JsonValue system = sent.get("system");
        if (system != null) {
            messages.add(new JsonObject()
                    .with("role", "system")
                    .with("content", new ChatContent().of(system))
                    .value());
        }
        for (JsonValue each : sent.list("messages")) {
            if (each instanceof JsonValue.Obj message) {
                messages.addAll(new ChatContent().message(message));
            } else {
                messages.add(each);
            }
        }
        return messages;
    }

    /** What cannot be read stays as well, and is refused: left out, the model would be asked something else. */
    private static void tools(JsonValue.Obj sent, JsonObject body) {
        body.with("tools", tools(sent.get("tools")));
        JsonValue said = sent.get("tool_choice");
        String type = said instanceof JsonValue.Obj choice ? choice.text("type") : null;
        if (!(said instanceof JsonValue.Obj choice) || type == null) {
            body.with("tool_choice", said);
            return;
        }
        body.with("tool_choice", choice(choice, type));
        if (choice.get("disable_parallel_tool_use") instanceof JsonValue.Flag flag && flag.value()) {
            body.with("parallel_tool_calls", Boolean.FALSE);
        }
    }

    private static @Nullable JsonValue tools(@Nullable JsonValue said) {
        if (!(said instanceof JsonValue.Arr tools)) {
            return said;
        }
        return tools.elements().isEmpty()
                ? null
                : new JsonValue.Arr(
                        tools.elements().stream().map(ChatBody::tool).toList());
    }

    private static JsonValue choice(JsonValue.Obj choice, String type) {
        if (!type.equals("tool")) {
            return new JsonValue.Text(type.equals("any") ? "required" : type);
        }
        JsonObject function = new JsonObject().with("name", choice.text("name"));
        return new JsonObject()
                .with("type", "function")
                .with("function", function)
                .value();
    }

    /** A tool of the provider's own stays what it is: only its provider knows it. */
    private static JsonValue tool(JsonValue said) {
        if (!(said instanceof JsonValue.Obj tool) || tool.get("input_schema") == null) {
            return said;
        }
        JsonObject function = new JsonObject()
                .with("name", tool.text("name"))
                .with("description", tool.text("description"))
                .with("parameters", tool.get("input_schema"))
                .with("strict", tool.get("strict"));
        return new JsonObject()
                .with("type", "function")
                .with("function", function)
                .with("cache_control", tool.get("cache_control"))
                .value();
    }

    private static @Nullable String effort(JsonValue.Obj sent) {
        JsonValue.Obj output = sent.object("output_config");
        String said = output == null ? null : output.text("effort");
        if (said != null) {
            return said.equals("max") ? "high" : said;
        }
        JsonValue.Obj thinking = sent.object("thinking");
        String type = thinking == null ? null : thinking.text("type");
        return thinking == null || type == null || type.equals("disabled")
                ? null
                : effort(thinking.number("budget_tokens", MEDIUM));
    }

    private static String effort(long budget) {
        return budget <= LOW ? "low" : budget <= MEDIUM ? "medium" : "high";
    }

    private static @Nullable JsonValue format(JsonValue.Obj sent) {
        JsonValue.Obj output = sent.object("output_config");
        JsonValue.Obj newer = output == null ? null : output.object("format");
        JsonValue.Obj format = newer == null ? sent.object("output_format") : newer;
        JsonValue.Obj schema = format == null ? null : format.object("schema");
        if (schema == null) {
            return null;
        }
        return wanted(schema);
    }

    private static JsonValue wanted(JsonValue.Obj schema) {
        JsonObject named =
                new JsonObject().with("name", "answer").with("schema", schema).with("strict", Boolean.TRUE);
        return new JsonObject()
                .with("type", "json_schema")
                .with("json_schema", named)
                .value();
    }

    /** An object without fields, for what is missing. */
    static final JsonValue.Obj NOTHING = new JsonValue.Obj(Map.of());
}

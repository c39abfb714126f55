package io.callstream.gateway.dialect.bedrock;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the Converse API takes and what it refuses, after its reference. */
public final class ConverseRules {
    private static final Set<String> FIELDS = Set.of(
            "messages",
            "system",
            "inferenceConfig",
            "toolConfig",
            "guardrailConfig",
            "additionalModelRequestFields",
            "promptVariables",
            "additionalModelResponseFieldPaths",
            "requestMetadata",
            "performanceConfig",
            "serviceTier",
            "outputConfig");
    private static final Map<String, Set<String>> BLOCKS = Map.of(
            "image", Set.of("format", "source"),
            "document", Set.of("format", "name", "source", "context", "citations"),
            "toolUse", Set.of("toolUseId", "name", "input"),
            "toolResult", Set.of("toolUseId", "content", "status"),
            "cachePoint", Set.of("type", "ttl"),
            "reasoningContent", Set.of("reasoningText", "redactedContent"));

    private final JsonValue.Obj body;
    private final Set<String> names = new HashSet<>();
    private boolean tools;

    private ConverseRules(JsonValue.Obj body) {
        this.body = body;
    }

    /** @throws IllegalArgumentException with what a ValidationException says */
    public static JsonValue.Obj check(byte[] body) {
        try {
            if (JsonValue.read(Slice.of(body)) instanceof JsonValue.Obj object) {
                new ConverseRules(object).check();
                return object;
            }
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException("Malformed input request: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("Malformed input request, please reformat your input and try again.");
    }

    private void check() {
        only("request", body, FIELDS);
        String expected = "user";
        for (JsonValue each : body.list("messages")) {
            JsonValue.Obj message = object("message", each, Set.of("role", "content"));
            demand(
                    expected.equals(message.text("role")),
                    "A conversation must alternate between user and assistant roles.");
            expected = expected.equals("user") ? "assistant" : "user";
            demand(!message.list("content").isEmpty(), "The content field in the Message object is empty.");
            message.list("content").forEach(this::block);
        }
        demand(!body.list("messages").isEmpty(), "messages: at least one is needed");
        for (JsonValue each : body.list("system")) {
            JsonValue.Obj block = single("system", each, Set.of("text", "cachePoint"));
            demand(
                    block.text("text") == null || !block.text("text").isBlank(),
                    "The text field in the SystemContentBlock is blank.");
        }
        inference();
        toolConfig();
    }

    private void block(JsonValue said) {
        JsonValue.Obj block = single(
                "ContentBlock",
                said,
                Set.of("text", "image", "document", "toolUse", "toolResult", "cachePoint", "reasoningContent"));
        String kind = block.fields().keySet().iterator().next();
        if (kind.equals("text")) {
            demand(
                    block.text("text") != null && !block.text("text").isBlank(),
                    "The text field in the ContentBlock object is blank.");
            return;
        }
        JsonValue.Obj inside = object(kind, block.get(kind), BLOCKS.getOrDefault(kind, Set.of()));
        switch (kind) {
            case "image" -> {
                demand(Set.of("png", "jpeg", "gif", "webp").contains(inside.text("format")), "image.format");
                bytes(inside.object("source"));
            }
            case "document" -> {
                String name = String.valueOf(inside.text("name"));
                demand(
                        name.matches("[\\p{Alnum}()\\[\\]-]+( [\\p{Alnum}()\\[\\]-]+)*") && names.add(name),
                        "document.name: " + name);
                bytes(inside.object("source"));
            }
            case "toolUse", "toolResult" -> {
                tools = true;
                demand(String.valueOf(inside.text("toolUseId")).matches("[a-zA-Z0-9_-]{1,64}"), "toolUseId");
                demand(kind.equals("toolResult") || inside.object("input") != null, "toolUse.input");
                inside.list("content")
                        .forEach(each ->
                                single("ToolResultContentBlock", each, Set.of("text", "json", "image", "document")));
            }
            default -> {
                // Its fields were looked at.
            }
        }
    }

    private static void bytes(JsonValue.Obj source) {
        demand(source != null && source.text("bytes") != null, "source.bytes");
        Base64.getDecoder().decode(source.text("bytes"));
    }

    private void inference() {
        JsonValue.Obj config = body.object("inferenceConfig");
        if (config != null) {
            only("inferenceConfig", config, Set.of("maxTokens", "temperature", "topP", "stopSequences"));
            demand(config.get("maxTokens") == null || config.number("maxTokens", 0) > 0, "inferenceConfig.maxTokens");
        }
    }

    private void toolConfig() {
        JsonValue.Obj config = body.object("toolConfig");
        demand(
                !tools || config != null,
                "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
        if (config == null) {
            return;
        }
        only("toolConfig", config, Set.of("tools", "toolChoice"));
        demand(!config.list("tools").isEmpty(), "toolConfig.tools");
        for (JsonValue each : config.list("tools")) {
            JsonValue.Obj tool = single("Tool", each, Set.of("toolSpec", "cachePoint"));
            JsonValue.Obj specification = tool.object("toolSpec");
            if (specification != null) {
                only("toolSpec", specification, Set.of("name", "description", "inputSchema", "strict"));
                JsonValue.Obj schema = specification.object("inputSchema");
                demand(
                        schema != null
                                && schema.object("json") != null
                                && "object".equals(schema.object("json").text("type")),
                        "toolSpec.inputSchema.json.type");
                demand(
                        specification.text("description") == null
                                || !specification.text("description").isBlank(),
                        "toolSpec.description");
            }
        }
        if (config.get("toolChoice") != null) {
            single("toolChoice", config.get("toolChoice"), Set.of("auto", "any", "tool"));
        }
    }

    private static JsonValue.Obj single(String what, JsonValue said, Set<String> kinds) {
        JsonValue.Obj union = object(what, said, kinds);
        demand(union.fields().size() == 1, what + " has to have one member");
        return union;
    }

    private static JsonValue.Obj object(String what, JsonValue said, Set<String> fields) {
        demand(said instanceof JsonValue.Obj, what + " has to be an object");
        only(what, (JsonValue.Obj) said, fields);
        return (JsonValue.Obj) said;
    }

    private static void only(String what, JsonValue.Obj object, Set<String> fields) {
        object.fields()
                .keySet()
                .forEach(name ->
                        demand(fields.contains(name), what + ": extraneous key [" + name + "] is not permitted"));
    }

    private static void demand(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

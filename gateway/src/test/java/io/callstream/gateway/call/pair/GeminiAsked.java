package io.callstream.gateway.call.pair;

import com.google.genai.JsonSerializable;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Google's client is told to ask for: a conversation, of Anthropic's words, in Google's types. */
final class GeminiAsked {
    private final JsonValue.Obj asked;
    private final Map<String, String> called = new HashMap<>();

    GeminiAsked(JsonValue.Obj asked) {
        this.asked = asked;
    }

    List<Content> contents() {
        return Json.objects(asked, "messages").map(this::content).toList();
    }

    private Content content(JsonValue.Obj message) {
        List<Part> parts = new ArrayList<>();
        if (message.text("content") != null) {
            parts.add(Part.fromText(message.text("content")));
        }
        Json.objects(message, "content").forEach(block -> parts.add(part(block)));
        boolean user = message.text("role").equals("user");
        return Content.builder().role(user ? "user" : "model").parts(parts).build();
    }

    private Part part(JsonValue.Obj block) {
        switch (block.text("type")) {
            case "image" -> {
                JsonValue.Obj source = block.object("source");
                return Part.fromBytes(Base64.getDecoder().decode(source.text("data")), source.text("media_type"));
            }
            case "tool_use" -> {
                called.put(block.text("id"), block.text("name"));
                return Part.fromFunctionCall(block.text("name"), map(block.object("input")));
            }
            case "tool_result" -> {
                return Part.fromFunctionResponse(
                        called.get(block.text("tool_use_id")), Map.of("result", result(block)));
            }
            default -> {
                return Part.fromText(block.text("text"));
            }
        }
    }

    private static String result(JsonValue.Obj block) {
        return block.text("content") != null
                ? block.text("content")
                : Json.objects(block, "content").findFirst().orElseThrow().text("text");
    }

    GenerateContentConfig config() {
        GenerateContentConfig.Builder config =
                GenerateContentConfig.builder().maxOutputTokens((int) asked.number("max_tokens", 0));
        if (asked.text("system") != null) {
            config.systemInstruction(Content.fromParts(Part.fromText(asked.text("system"))));
        }
        if (asked.get("temperature") != null) {
            config.temperature(Float.parseFloat(asked.get("temperature").toString()));
            config.topP(Float.parseFloat(asked.get("top_p").toString()));
            config.stopSequences(asked.list("stop_sequences").stream()
                    .map(word -> ((JsonValue.Text) word).value())
                    .toList());
        }
        if (asked.object("thinking") != null) {
            config.thinkingConfig(ThinkingConfig.builder()
                    .includeThoughts(true)
                    .thinkingBudget((int) asked.object("thinking").number("budget_tokens", 0))
                    .build());
        }
        JsonValue.Obj output = asked.object("output_config");
        if (output != null) {
            config.responseMimeType("application/json")
                    .responseJsonSchema(map(output.object("format").object("schema")));
        }
        List<FunctionDeclaration> tools =
                Json.objects(asked, "tools").map(GeminiAsked::declaration).toList();
        if (!tools.isEmpty()) {
            config.tools(Tool.builder().functionDeclarations(tools).build());
        }
        return config.build();
    }

    private static FunctionDeclaration declaration(JsonValue.Obj tool) {
        return FunctionDeclaration.builder()
                .name(tool.text("name"))
                .description(tool.text("description"))
                .parametersJsonSchema(map(tool.object("input_schema")))
                .build();
    }

    private static Map<String, Object> map(JsonValue.Obj object) {
        return JsonSerializable.objectMapper()
                .convertValue(
                        JsonSerializable.stringToJsonNode(object.toString()),
                        new com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>>() {});
    }
}

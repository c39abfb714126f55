package io.callstream.sink.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.calls.ChatMessage;
import io.callstream.sink.calls.ToolCall;
import io.callstream.sink.otlp.span.Bodies;

/**
 * The parts of a message, from the form that OpenAI's API has to the conventions' schemas (gen-ai-input-messages.json and
 * gen-ai-output-messages.json, 1.41).
 */
final class Parts {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Parts() {}

    static ArrayNode of(JsonNode message) {
        ArrayNode parts = JSON.arrayNode();
        ChatMessage said = new ChatMessage(message);
        said.reasoning().ifPresent(thought -> parts.add(typed("reasoning").put("content", thought)));
        if (message.path("role").asText().equals("tool")) {
            parts.add(toolResponse(message));
        } else {
            content(message.path("content"), parts);
        }
        said.refusal().ifPresent(refusal -> parts.add(typed("text").put("content", refusal)));
        said.transcript().ifPresent(spoken -> parts.add(typed("text").put("content", spoken)));
        said.toolCalls().forEach(call -> parts.add(toolCall(call)));
        return parts;
    }

    /** A text, or a list of texts, images and so on. */
    static void content(JsonNode content, ArrayNode parts) {
        text("text", content, parts);
        for (JsonNode part : content) {
            if (part.isTextual()) {
                text("text", part, parts);
            } else if (part.isObject()) {
                parts.add(part(part));
            }
        }
    }

    private static void text(String type, JsonNode text, ArrayNode parts) {
        if (text.isTextual() && !text.textValue().isEmpty()) {
            parts.add(typed(type).set("content", text));
        }
    }

    private static JsonNode part(JsonNode part) {
        return switch (part.path("type").asText()) {
            case "text" -> typed("text").set("content", part.path("text"));
            case "image_url" -> image(part.path("image_url").path("url").asText());
            case "input_audio" ->
                blob(
                        "audio",
                        "audio/" + part.path("input_audio").path("format").asText("wav"),
                        part.path("input_audio").path("data").asText());
            case "file" -> file(part.path("file"));
            default -> part; // The schema allows parts of other types.
        };
    }

    private static ObjectNode image(String url) {
        int comma = url.indexOf(";base64,");
        return url.startsWith("data:") && comma > 0
                ? blob("image", url.substring("data:".length(), comma), url.substring(comma + ";base64,".length()))
                : typed("uri").put("modality", "image").put("uri", url);
    }

    private static ObjectNode blob(String modality, String mimeType, String base64) {
        return typed("blob")
                .put("modality", modality)
                .put("mime_type", mimeType)
                .put("content", base64);
    }

    private static ObjectNode file(JsonNode file) {
        return file.has("file_id")
                ? typed("file")
                        .put("modality", "document")
                        .put("file_id", file.path("file_id").asText())
                : blob(
                        "document",
                        "application/octet-stream",
                        file.path("file_data").asText());
    }

    private static ObjectNode toolCall(ToolCall call) {
        ObjectNode part = typed("tool_call").put("id", call.id()).put("name", call.name());
        JsonNode parsed = Bodies.parsed(call.arguments());
        return parsed.isMissingNode() ? part.put("arguments", call.arguments()) : part.set("arguments", parsed);
    }

    private static ObjectNode toolResponse(JsonNode message) {
        return typed("tool_call_response")
                .put("id", message.path("tool_call_id").asText())
                .set("response", message.hasNonNull("content") ? message.get("content") : JSON.textNode(""));
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }
}

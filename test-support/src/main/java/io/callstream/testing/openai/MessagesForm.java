package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads requests of Anthropic's Messages as chats, and writes answers as messages and as their events. */
final class MessagesForm {
    private static final String TYPE = "type";
    private static final List<String> THOUGHTS = List.of("Let me", " see.");
    private static final Map<String, String> REASONS =
            Map.of("stop", "end_turn", "length", "max_tokens", "tool_calls", "tool_use");

    private final Answer answer;
    private final String model;
    private final boolean thinks;
    private final List<Piece> pieces = new ArrayList<>();
    private int index;

    MessagesForm(Answer answer, String model, boolean thinks) {
        this.answer = answer;
        this.model = model;
        this.thinks = thinks;
    }

    /** The same request in OpenAI's words, as far as what is said depends on it. */
    static ObjectNode chat(ObjectNode body) {
        ObjectNode chat = Json.object();
        ArrayNode messages = chat.putArray("messages");
        body.path("messages").forEach(message -> messages.add(message(message)));
        ArrayNode tools = chat.putArray("tools");
        body.path("tools")
                .forEach(tool -> tools.addObject()
                        .put(TYPE, "function")
                        .putObject("function")
                        .put("name", tool.path("name").asText())
                        .set("parameters", tool.path("input_schema")));
        choice(body.path("tool_choice"), chat);
        if (body.has("max_tokens")) {
            chat.put("max_tokens", body.path("max_tokens").asInt());
        }
        JsonNode format = body.path("output_config").path("format");
        if (format.isObject()) {
            chat.putObject("response_format").put(TYPE, "json_schema").set("json_schema", format);
        }
        return chat;
    }

    private static JsonNode message(JsonNode message) {
        boolean result = false;
        for (JsonNode block : message.path("content")) {
            result |= block.path(TYPE).asText().equals("tool_result");
        }
        ObjectNode copy = message.deepCopy();
        return result ? copy.put("role", "tool") : copy;
    }

    private static void choice(JsonNode choice, ObjectNode chat) {
        switch (choice.path(TYPE).asText()) {
            case "any" -> chat.put("tool_choice", "required");
            case "none" -> chat.put("tool_choice", "none");
            case "tool" ->
                chat.putObject("tool_choice")
                        .putObject("function")
                        .put("name", choice.path("name").asText());
            default -> {
                // The model decides.
            }
        }
        chat.put(
                "parallel_tool_calls", !choice.path("disable_parallel_tool_use").asBoolean());
    }

    private Choice said() {
        return answer.choices().get(0);
    }

    String plain() {
        ObjectNode message = message(answer.completionTokens());
        ArrayNode content = message.withArray("content");
        if (thinks) {
            content.add(thinking(String.join("", THOUGHTS), "sig="));
        }
        if (!said().tokens().isEmpty()) {
            content.addObject().put(TYPE, "text").put("text", said().text());
        }
        said().toolCalls().forEach(call -> content.add(tool(call, input(call))));
        return Json.text(message.put("stop_reason", REASONS.get(said().finishReason())));
    }

    private ObjectNode message(long output) {
        ObjectNode message = Json.object()
                .put("id", answer.id().replace("chatcmpl-", "msg_"))
                .put(TYPE, "message")
                .put("role", "assistant")
                .put("model", model);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence").set("usage", usage(output));
        return message;
    }

    private ObjectNode usage(long output) {
        return Json.object()
                .put("input_tokens", answer.promptTokens())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("output_tokens", output)
                .put("service_tier", "standard");
    }

    private static ObjectNode thinking(String text, String signature) {
        return Json.object().put(TYPE, "thinking").put("thinking", text).put("signature", signature);
    }

    private static ObjectNode tool(ToolCall call, JsonNode input) {
        ObjectNode block =
                Json.object().put(TYPE, "tool_use").put("id", call.id()).put("name", call.name());
        return block.set("input", input);
    }

    private static JsonNode input(ToolCall call) {
        return new RequestBody(call.arguments().getBytes(StandardCharsets.UTF_8))
                .object()
                .orElseGet(Json::object);
    }

    /** The events of the answer, in Anthropic's order. */
    List<Piece> stream() {
        event("message_start", Json.object().set("message", message(1)));
        if (thinks) {
            begin(thinking("", ""));
            THOUGHTS.forEach(text -> delta("thinking_delta", "thinking", text));
            delta("signature_delta", "signature", "sig=");
            end();
        }
        event("ping", Json.object());
        if (!said().tokens().isEmpty()) {
            begin(Json.object().put(TYPE, "text").put("text", ""));
            said().tokens().forEach(token -> delta("text_delta", "text", token));
            end();
        }
        for (ToolCall call : said().toolCalls()) {
            begin(tool(call, Json.object()));
            delta("input_json_delta", "partial_json", "");
            call.fragments().forEach(part -> delta("input_json_delta", "partial_json", part));
            end();
        }
        ObjectNode last = Json.object();
        last.putObject("delta")
                .put("stop_reason", REASONS.get(said().finishReason()))
                .putNull("stop_sequence");
        event("message_delta", last.set("usage", usage(answer.completionTokens())));
        event("message_stop", Json.object());
        return pieces;
    }

    private void begin(ObjectNode block) {
        event("content_block_start", Json.object().put("index", index).set("content_block", block));
    }

    private void delta(String kind, String field, String text) {
        ObjectNode event = Json.object().put("index", index);
        event.putObject("delta").put(TYPE, kind).put(field, text);
        event("content_block_delta", event);
    }

    private void end() {
        event("content_block_stop", Json.object().put("index", index++));
    }

    private void event(String type, ObjectNode fields) {
        ObjectNode event = Json.object().put(TYPE, type);
        event.setAll(fields);
        String text = "event: " + type + "\ndata: " + Json.text(event) + "\n\n";
        pieces.add(text.contains(Piece.STAMP) ? Piece.stamped(text) : Piece.of(text));
    }
}

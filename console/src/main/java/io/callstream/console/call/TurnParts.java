package io.callstream.console.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.console.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a message says, in the forms in which providers write messages. */
final class TurnParts {
    private static final Pattern IMAGE = Pattern.compile("data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+");

    private TurnParts() {}

    static Turn turn(JsonNode message, String role) {
        List<Turn.Part> parts = new ArrayList<>();
        String thinking = message.path("reasoning_content").asText("");
        if (!thinking.isEmpty()) {
            parts.add(new Turn.Part(Turn.Kind.THINKING, "", thinking));
        }
        String toolCall = message.path("tool_call_id").asText("");
        List<Turn.Part> content = of(message.has("content") ? message.get("content") : message.path("parts"));
        parts.addAll(
                toolCall.isEmpty()
                        ? content
                        : content.stream()
                                .map(part -> new Turn.Part(Turn.Kind.TOOL_RESULT, toolCall, part.text()))
                                .toList());
        message.path("tool_calls").forEach(call -> parts.add(call(call.path("function"))));
        if (message.has("function_call")) {
            parts.add(call(message.get("function_call")));
        }
        if (parts.isEmpty() && message.has("type")) {
            parts.add(part(message)); // what the responses API lists beside messages
        }
        return new Turn(role(message.path("role").asText(role)), parts);
    }

    private static String role(String role) {
        return switch (role) {
            case "model" -> "assistant";
            case "developer" -> "system";
            case "function" -> "tool";
            default -> role;
        };
    }

    /** A text, or a list of parts. */
    static List<Turn.Part> of(JsonNode content) {
        if (content.isTextual()) {
            return content.asText().isEmpty() ? List.of() : List.of(Turn.Part.text(content.asText()));
        }
        if (content.has("parts")) {
            return of(content.get("parts"));
        }
        List<Turn.Part> parts = new ArrayList<>();
        content.forEach(part -> parts.add(part.isTextual() ? Turn.Part.text(part.asText()) : part(part)));
        return parts;
    }

    private static Turn.Part part(JsonNode part) {
        return switch (part.path("type").asText("")) {
            case "text", "input_text", "output_text", "refusal" ->
                Turn.Part.text(part.path("text").asText(part.path("refusal").asText("")));
            case "thinking", "reasoning" ->
                new Turn.Part(
                        Turn.Kind.THINKING,
                        "",
                        part.path("thinking").asText(part.path("summary").toString()));
            case "image_url" ->
                image(part.path("image_url")
                        .path("url")
                        .asText(part.path("image_url").asText("")));
            case "input_image" -> image(part.path("image_url").asText(""));
            case "image" ->
                image("data:" + part.path("source").path("media_type").asText() + ";base64,"
                        + part.path("source").path("data").asText());
            case "tool_use", "function_call" -> call(part);
            case "tool_result", "function_call_output" ->
                new Turn.Part(
                        Turn.Kind.TOOL_RESULT,
                        part.path("tool_use_id").asText(part.path("call_id").asText("")),
                        plain(part.has("content") ? part.get("content") : part.path("output")));
            default -> gemini(part);
        };
    }

    private static Turn.Part gemini(JsonNode part) {
        if (part.path("text").isTextual()) {
            return Turn.Part.text(part.path("text").asText());
        }
        return part.has("functionCall")
                ? call(part.get("functionCall"))
                : other(part.path("type").asText("part"), part);
    }

    private static Turn.Part call(JsonNode function) {
        JsonNode arguments = function.has("arguments")
                ? function.get("arguments")
                : function.has("input") ? function.get("input") : function.path("args");
        return new Turn.Part(Turn.Kind.TOOL_CALL, function.path("name").asText("?"), plain(arguments));
    }

    private static String plain(JsonNode value) {
        String text = value.isTextual() ? value.asText() : "";
        return text.isEmpty()
                ? Json.pretty(value)
                : Json.parse(text)
                        .filter(JsonNode::isContainerNode)
                        .map(Json::pretty)
                        .orElse(text);
    }

    /** Only what the request brings along is shown: nothing is loaded from elsewhere. */
    private static Turn.Part image(String address) {
        return IMAGE.matcher(address).matches()
                ? new Turn.Part(Turn.Kind.IMAGE, "image", address)
                : new Turn.Part(
                        Turn.Kind.OTHER, "image", address.length() > 300 ? address.substring(0, 300) + "…" : address);
    }

    static Turn.Part other(String title, JsonNode value) {
        return new Turn.Part(Turn.Kind.OTHER, title, Json.pretty(value));
    }
}

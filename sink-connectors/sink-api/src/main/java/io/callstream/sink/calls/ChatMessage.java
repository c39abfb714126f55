package io.callstream.sink.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message in OpenAI's form, read in every shape that providers give it: texts and lists of parts, refusals, reasoning, audio, tool
 * calls of all kinds, and a choice of a text completion.
 *
 * @param node the message, or the choice
 */
public record ChatMessage(JsonNode node) {
    private static final List<String> REASONING = List.of("reasoning_content", "reasoning");

    /** The message of a choice; the choice itself where it has a text instead. */
    public static ChatMessage ofChoice(JsonNode choice) {
        return new ChatMessage(choice.path("message").isObject() ? choice.path("message") : choice);
    }

    /** @param otherwise who speaks where the message does not say so */
    public String role(String otherwise) {
        return node.path("role").isTextual() ? node.path("role").textValue() : otherwise;
    }

    /** Texts and parts; a missing node where the message has none. */
    public JsonNode content() {
        return node.hasNonNull("content") ? node.path("content") : node.path("text");
    }

    /** What was said, as one text: the content, else the refusal, else what the audio says. */
    public Optional<String> text() {
        JsonNode content = content();
        String said = content.isTextual() ? content.textValue() : content.isContainerNode() ? content.toString() : "";
        return said.isEmpty() ? refusal().or(this::transcript) : Optional.of(said);
    }

    public Optional<String> refusal() {
        return text(node.path("refusal"));
    }

    /** What spoken words say. */
    public Optional<String> transcript() {
        return text(node.path("audio").path("transcript"));
    }

    /** What the model thought before it answered, as far as the provider shows it. */
    public Optional<String> reasoning() {
        for (String name : REASONING) {
            Optional<String> said = text(node.path(name));
            if (said.isPresent()) {
                return said;
            }
        }
        return thinking();
    }

    private Optional<String> thinking() {
        List<String> said = new ArrayList<>();
        node.path("thinking_blocks")
                .forEach(block -> text(block.path("thinking")).ifPresent(said::add));
        return said.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", said));
    }

    public List<ToolCall> toolCalls() {
        return ToolCall.of(node);
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty() ? Optional.of(value.textValue()) : Optional.empty();
    }
}

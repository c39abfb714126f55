package io.callstream.gateway.chat;

import io.callstream.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a message. */
public sealed interface Part {
    /** @param cache a mark that the prompt up to here is to be kept, as Anthropic's {@code cache_control}; null for none */
    record Text(String text, @Nullable JsonValue cache) implements Part {
        public Text(String text) {
            this(text, null);
        }
    }

    /** @param detail how closely it is to be looked at, in OpenAI's words; null where that is not said */
    record Image(
            Media media,
            @Nullable JsonValue cache,
            @Nullable String detail) implements Part {}

    /** @param format such as {@code wav} */
    record Audio(String base64, String format) implements Part {}

    /** @param name of the file; null when it has none */
    record Document(
            Media media, @Nullable String name, @Nullable JsonValue cache) implements Part {}

    /** The model's wish. @param arguments JSON */
    record ToolCall(String id, String name, String arguments) implements Part {}

    /** What a tool said to a wish. */
    record ToolResult(
            String callId, List<Part> content, @Nullable JsonValue cache) implements Part {
        public ToolResult {
            content = List.copyOf(content);
        }
    }

    /** What the model thought, with the provider's signature of it, without which some do not take it back. */
    record Thinking(String text, @Nullable String signature) implements Part {}

    /** What the model thought, readable by its provider only. */
    record HiddenThinking(String data) implements Part {}
}

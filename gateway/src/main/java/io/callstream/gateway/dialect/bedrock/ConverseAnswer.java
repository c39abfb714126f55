package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TierWords;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonValue;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an answer of the Converse API says, plain or streamed, where both say it alike. For one answer and one thread. */
final class ConverseAnswer {
    private static final Map<String, String> FINISH = Map.of(
            "end_turn", "stop",
            "stop_sequence", "stop",
            "tool_use", "tool_calls",
            "max_tokens", "length",
            "model_context_window_exceeded", "length",
            "guardrail_intervened", "content_filter",
            "content_filtered", "content_filter");

    private final String id;
    private final String model;
    private int toolCalls;

    /**
     * An answer.
     *
     * @param id Bedrock's name of the call
     * @param model that was asked: answers do not say it
     */
    ConverseAnswer(String id, String model) {
        this.id = id;
        this.model = model;
    }

    void begin(Consumer<Delta> deltas) {
        deltas.accept(new Delta.Begin(id, model));
    }

    /** In OpenAI's words; a reason that is new here ends the answer all the same. */
    static void finish(@Nullable String stopReason, Consumer<Delta> deltas) {
        deltas.accept(new Delta.Finish(FINISH.getOrDefault(stopReason == null ? "" : stopReason, "stop")));
    }

    static void text(@Nullable String text, Consumer<Delta> deltas) {
        if (text != null && !text.isEmpty()) {
            deltas.accept(new Delta.Text(text));
        }
    }

    /** @param reasoning a whole one, or the next piece of one */
    static void reasoning(JsonValue.Obj reasoning, Consumer<Delta> deltas) {
        String text = reasoning.text("text");
        String signature = reasoning.text("signature");
        String redacted = reasoning.text("redactedContent");
        if (text != null && !text.isEmpty()) {
            deltas.accept(new Delta.Reasoning(text));
        }
        if (signature != null) {
            deltas.accept(new Delta.ReasoningSignature(signature));
        }
        if (redacted != null) {
            deltas.accept(new Delta.HiddenReasoning(redacted));
        }
    }

    /** A wish for a tool begins. */
    void call(JsonValue.Obj toolUse, String arguments, Consumer<Delta> deltas) {
        deltas.accept(new Delta.ToolCall(toolCalls++, toolUse.text("toolUseId"), toolUse.text("name"), arguments));
    }

    /** The latest wish goes on. */
    void arguments(String part, Consumer<Delta> deltas) {
        if (!part.isEmpty() && toolCalls > 0) {
            deltas.accept(new Delta.ToolCall(toolCalls - 1, null, null, part));
        }
    }

    /**
     * Bedrock counts beside the prompt what its cache held.
     *
     * @param answer or the last event of a stream
     */
    static void usage(JsonValue.Obj answer, Consumer<Delta> deltas) {
        JsonValue.Obj usage = answer.object("usage");
        if (usage == null) {
            return;
        }
        long read = TokenNumber.of(usage, "cacheReadInputTokens", 0);
        long written = TokenNumber.of(usage, "cacheWriteInputTokens", 0);
        deltas.accept(new Delta.Tokens(
                TokenNumber.of(usage, "inputTokens", 0) + read + written,
                TokenNumber.of(usage, "outputTokens", 0),
                read,
                written,
                -1,
                Delta.Special.keptLong(keptForAnHour(usage)).as(TierWords.in(answer))));
    }

    /** What was written to the cache is reported by how long it is kept, where a request has said that. */
    private static long keptForAnHour(JsonValue.Obj usage) {
        long tokens = -1;
        for (JsonValue each : usage.list("cacheDetails")) {
            if (each instanceof JsonValue.Obj kept && "1h".equals(kept.text("ttl"))) {
                tokens = Math.max(0, tokens) + TokenNumber.of(kept, "inputTokens", 0);
            }
        }
        return tokens;
    }
}

package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.dialect.answer.PromptLimit;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TierWords;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonValue;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an answer of Anthropic's says, plain or streamed. */
public final class AnthropicMessages {
    private static final Map<String, String> FINISH = Map.of(
            "end_turn", "stop",
            "stop_sequence", "stop",
            "pause_turn", "stop",
            "max_tokens", "length",
            "model_context_window_exceeded", "length",
            "tool_use", "tool_calls",
            "refusal", "content_filter");
    /** Statuses that errors in streams stand for. */
    private static final Map<String, Integer> STATUSES = Map.of(
            "invalid_request_error", 400,
            "authentication_error", 401,
            "billing_error", 402,
            "permission_error", 403,
            "not_found_error", 404,
            "request_too_large", 413,
            "rate_limit_error", 429,
            "timeout_error", 504,
            "overloaded_error", 529);

    private static final PromptLimit LIMIT =
            new PromptLimit("prompt is too long", "input length and `max_tokens` exceed context limit");
    private static final int UNKNOWN_FAILURE = 500;

    private AnthropicMessages() {}

    /** In OpenAI's words; a reason that is new here ends the answer all the same. */
    public static String finishReason(String stopReason) {
        return FINISH.getOrDefault(stopReason, "stop");
    }

    /** Reads a whole message. */
    public static void read(JsonValue.Obj answer, Consumer<Delta> deltas) {
        String id = answer.text("id");
        String model = answer.text("model");
        deltas.accept(new Delta.Begin(id == null ? "" : id, model == null ? "" : model));
        int toolCalls = 0;
        for (JsonValue each : answer.list("content")) {
            if (each instanceof JsonValue.Obj block) {
                toolCalls += block(block, toolCalls, deltas);
            }
        }
        String reason = answer.text("stop_reason");
        deltas.accept(new Delta.Finish(finishReason(reason == null ? "" : reason)));
        JsonValue.Obj usage = answer.object("usage");
        if (usage != null) {
            deltas.accept(tokens(usage));
        }
    }

    /** How many calls of tools it was. Blocks of the provider's own tools are not for another form. */
    private static int block(JsonValue.Obj block, int toolCalls, Consumer<Delta> deltas) {
        String type = block.text("type");
        switch (type == null ? "" : type) {
            case "text" -> accept(block.text("text"), Delta.Text::new, deltas);
            case "thinking" -> {
                accept(block.text("thinking"), Delta.Reasoning::new, deltas);
                accept(block.text("signature"), Delta.ReasoningSignature::new, deltas);
            }
            case "redacted_thinking" -> accept(block.text("data"), Delta.HiddenReasoning::new, deltas);
            case "tool_use" -> {
                JsonValue input = block.get("input");
                String arguments = input == null ? "{}" : input.toString();
                deltas.accept(new Delta.ToolCall(toolCalls, block.text("id"), block.text("name"), arguments));
                return 1;
            }
            default -> {
                // Nothing of it can be said in another form.
            }
        }
        return 0;
    }

    private static void accept(@Nullable String text, Function<String, Delta> delta, Consumer<Delta> deltas) {
        if (text != null && !text.isEmpty()) {
            deltas.accept(delta.apply(text));
        }
    }

    /** @param usage of Anthropic's, in which the prompt does not hold what its cache did */
    static Delta.Tokens tokens(JsonValue.Obj usage) {
        long read = TokenNumber.of(usage, "cache_read_input_tokens", 0);
        long created = TokenNumber.of(usage, "cache_creation_input_tokens", 0);
        JsonValue.Obj kept = usage.object("cache_creation");
        JsonValue.Obj details = usage.object("output_tokens_details");
        long reasoning = details == null ? -1 : TokenNumber.of(details, "thinking_tokens", -1);
        return new Delta.Tokens(
                TokenNumber.of(usage, "input_tokens", 0) + read + created,
                TokenNumber.of(usage, "output_tokens", 0),
                read,
                created,
                reasoning,
                Delta.Special.keptLong(kept == null ? -1 : TokenNumber.of(kept, "ephemeral_1h_input_tokens", -1))
                        .as(TierWords.in(usage)));
    }

    /**
     * An error's own words.
     *
     * @param status of the answer; 0 in a stream, where the error's kind says it
     */
    static Delta.Failure failure(JsonValue.@Nullable Obj answer, int status) {
        JsonValue.Obj error = answer == null ? null : answer.object("error");
        String kind = error == null ? null : error.text("type");
        String message = error == null ? null : error.text("message");
        int meant = status > 0 ? status : STATUSES.getOrDefault(kind == null ? "" : kind, UNKNOWN_FAILURE);
        return LIMIT.told(Delta.Failure.of(meant, message));
    }
}

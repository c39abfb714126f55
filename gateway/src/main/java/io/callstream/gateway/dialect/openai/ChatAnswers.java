package io.callstream.gateway.dialect.openai;

import io.callstream.gateway.error.ProviderCodes;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What answers in OpenAI's form say, plain or streamed: the first choice of each. */
final class ChatAnswers {
    private static final int UNKNOWN_FAILURE = 500;
    /** Words of servers that speak the form with some of their own, such as Mistral's {@code model_length}; and OpenAI's old one. */
    private static final Map<String, String> FINISH = Map.of(
            "model_length", "length",
            "max_tokens", "length",
            "function_call", "tool_calls",
            "tool_use", "tool_calls",
            "eos", "stop",
            "eos_token", "stop",
            "end_turn", "stop",
            "stop_sequence", "stop");

    private static final List<String> CODES = List.of("code", "type");

    private ChatAnswers() {}

    static Delta begin(JsonValue.Obj answer) {
        String id = answer.text("id");
        String model = answer.text("model");
        return new Delta.Begin(id == null ? "" : id, model == null ? "" : model);
    }

    /** Null when there is none. */
    static JsonValue.@Nullable Obj choice(JsonValue.Obj answer) {
        for (JsonValue each : answer.list("choices")) {
            if (each instanceof JsonValue.Obj choice && choice.number("index", 0) == 0) {
                return choice;
            }
        }
        return null;
    }

    /**
     * Reads what is said.
     *
     * @param message of a plain answer, or the delta of a chunk
     * @param places of the calls of the answer so far
     */
    static void content(JsonValue.Obj message, CallPlaces places, Consumer<Delta> deltas) {
        String reasoning = message.text("reasoning_content");
        String thought = reasoning == null ? message.text("reasoning") : reasoning;
        if (thought != null && !thought.isEmpty()) {
            deltas.accept(new Delta.Reasoning(thought));
        }
        for (JsonValue each : message.list("thinking_blocks")) {
            if (each instanceof JsonValue.Obj block) {
                signature(block, deltas);
            }
        }
        text(message.get("content"), deltas);
        text(message.get("refusal"), deltas);
        for (JsonValue each : message.list("tool_calls")) {
            if (each instanceof JsonValue.Obj call) {
                call(call, places.of(call), deltas);
            }
        }
    }

    private static void signature(JsonValue.Obj block, Consumer<Delta> deltas) {
        String signature = block.text("signature");
        String data = block.text("data");
        if (data != null) {
            deltas.accept(new Delta.HiddenReasoning(data));
        } else if (signature != null && !signature.isEmpty()) {
            deltas.accept(new Delta.ReasoningSignature(signature));
        }
    }

    private static void text(@Nullable JsonValue content, Consumer<Delta> deltas) {
        if (content instanceof JsonValue.Text text && !text.value().isEmpty()) {
            deltas.accept(new Delta.Text(text.value()));
        } else if (content instanceof JsonValue.Arr parts) {
            for (JsonValue each : parts.elements()) {
                String text = each instanceof JsonValue.Obj part ? part.text("text") : null;
                if (text != null && !text.isEmpty()) {
                    deltas.accept(new Delta.Text(text));
                }
            }
        }
    }

    private static void call(JsonValue.Obj call, int place, Consumer<Delta> deltas) {
        JsonValue.Obj function = call.object("function");
        String name = function == null ? null : function.text("name");
        String arguments = function == null ? "" : arguments(function.get("arguments"));
        deltas.accept(new Delta.ToolCall(place, call.text("id"), name, arguments));
    }

    /** A text of JSON; some servers write what it says itself. */
    private static String arguments(@Nullable JsonValue said) {
        return said instanceof JsonValue.Text text
                ? text.value()
                : said instanceof JsonValue.Obj ? said.toString() : "";
    }

    /** How a choice ended, in OpenAI's words; null when it has not. An empty reason is none, as null is. */
    static @Nullable String finish(JsonValue.Obj choice) {
        String reason = choice.text("finish_reason");
        return reason == null || reason.isEmpty() ? null : FINISH.getOrDefault(reason, reason);
    }

    /** @param tier how the call was served; null when it is not told */
    static Delta.Tokens tokens(JsonValue.Obj usage, @Nullable String tier) {
        JsonValue.Obj prompt = usage.object("prompt_tokens_details");
        JsonValue.Obj completion = usage.object("completion_tokens_details");
        JsonValue.Obj kept = prompt == null ? null : prompt.object("cache_creation_token_details");
        return new Delta.Tokens(
                TokenNumber.of(usage, "prompt_tokens", 0),
                TokenNumber.of(usage, "completion_tokens", 0),
                prompt == null ? -1 : TokenNumber.of(prompt, "cached_tokens", -1),
                prompt == null ? -1 : TokenNumber.of(prompt, "cache_creation_tokens", -1),
                completion == null ? -1 : TokenNumber.of(completion, "reasoning_tokens", -1),
                new Delta.Special(
                        kept == null ? -1 : TokenNumber.of(kept, "ephemeral_1h_input_tokens", -1),
                        prompt == null ? -1 : TokenNumber.of(prompt, "audio_tokens", -1),
                        completion == null ? -1 : TokenNumber.of(completion, "image_tokens", -1),
                        tier));
    }

    /** @param status of the answer; 0 in a stream, where the error may say it */
    static Delta.Failure failure(JsonValue.@Nullable Obj answer, int status) {
        JsonValue error = answer == null ? null : answer.get("error");
        String message = error instanceof JsonValue.Obj object
                ? object.text("message")
                : error instanceof JsonValue.Text text ? text.value() : null;
        return Delta.Failure.of(status > 0 ? status : status(error), message);
    }

    private static int status(@Nullable JsonValue error) {
        for (String name : CODES) {
            JsonValue said = error instanceof JsonValue.Obj object ? object.get(name) : null;
            int status = said == null
                    ? 0
                    : ProviderCodes.status(said instanceof JsonValue.Text text ? text.value() : said.toString());
            if (status > 0) {
                return status;
            }
        }
        return UNKNOWN_FAILURE;
    }
}

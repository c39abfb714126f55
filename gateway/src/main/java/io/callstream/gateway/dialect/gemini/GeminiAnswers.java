package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.dialect.answer.PromptLimit;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TierWords;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonValue;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the parts that one answer comes in: one when it is plain, several in a stream. For one answer and one thread. */
public final class GeminiAnswers {
    private static final Map<String, String> FINISH = Map.ofEntries(
            Map.entry("STOP", "stop"),
            Map.entry("MAX_TOKENS", "length"),
            Map.entry("SAFETY", "content_filter"),
            Map.entry("RECITATION", "content_filter"),
            Map.entry("BLOCKLIST", "content_filter"),
            Map.entry("PROHIBITED_CONTENT", "content_filter"),
            Map.entry("SPII", "content_filter"),
            Map.entry("IMAGE_SAFETY", "content_filter"),
            Map.entry("IMAGE_PROHIBITED_CONTENT", "content_filter"),
            Map.entry("IMAGE_RECITATION", "content_filter"));
    private static final PromptLimit LIMIT =
            new PromptLimit("the input token count", "unable to submit request because the input token count");
    private static final int UNKNOWN_FAILURE = 500;

    private final @Nullable String headsTier;
    private String id = "";
    private boolean begun;
    private boolean finished;
    private int toolCalls;
    private Delta.@Nullable Tokens tokens;

    /** @param headsTier how the answer's head says that the call is served; null when it does not */
    GeminiAnswers(@Nullable String headsTier) {
        this.headsTier = headsTier;
    }

    /** Whether the answer has said how it ended. */
    boolean finished() {
        return finished;
    }

    void accept(JsonValue.Obj part, Consumer<Delta> deltas) {
        begin(part, deltas);
        JsonValue.Obj usage = part.object("usageMetadata");
        if (usage != null) {
            tokens = tokens(usage);
        }
        JsonValue.Obj candidate = candidate(part);
        if (candidate != null) {
            candidate(candidate, deltas);
        }
        feedback(part.object("promptFeedback"), deltas);
    }

    private void feedback(JsonValue.@Nullable Obj feedback, Consumer<Delta> deltas) {
        if (feedback != null && feedback.text("blockReason") != null) {
            finish("content_filter", deltas);
        }
    }

    /** All has come; each part reported the usage so far. */
    void end(Consumer<Delta> deltas) {
        Delta.Tokens counted = tokens;
        if (counted != null) {
            deltas.accept(counted);
        }
    }

    private void begin(JsonValue.Obj part, Consumer<Delta> deltas) {
        if (!begun) {
            begun = true;
            String own = part.text("responseId");
            String model = part.text("modelVersion");
            id = own == null ? "" : own;
            deltas.accept(new Delta.Begin(id, model == null ? "" : model));
        }
    }

    private static JsonValue.@Nullable Obj candidate(JsonValue.Obj part) {
        for (JsonValue each : part.list("candidates")) {
            if (each instanceof JsonValue.Obj candidate && candidate.number("index", 0) == 0) {
                return candidate;
            }
        }
        return null;
    }

    private void candidate(JsonValue.Obj candidate, Consumer<Delta> deltas) {
        JsonValue.Obj content = candidate.object("content");
        if (content != null) {
            parts(content, deltas);
        }
        String reason = candidate.text("finishReason");
        if (reason != null) {
            String said = FINISH.getOrDefault(reason, "stop");
            finish(said.equals("stop") && toolCalls > 0 ? "tool_calls" : said, deltas);
        }
    }

    private void parts(JsonValue.Obj content, Consumer<Delta> deltas) {
        for (JsonValue each : content.list("parts")) {
            if (each instanceof JsonValue.Obj part) {
                part(part, deltas);
            }
        }
    }

    private void finish(String reason, Consumer<Delta> deltas) {
        if (!finished) {
            finished = true;
            deltas.accept(new Delta.Finish(reason));
        }
    }

    private void part(JsonValue.Obj part, Consumer<Delta> deltas) {
        String text = part.text("text");
        JsonValue.Obj call = part.object("functionCall");
        if (call != null) {
            deltas.accept(toolCall(call, part.text("thoughtSignature")));
        } else if (text != null && !text.isEmpty()) {
            deltas.accept(thought(part) ? new Delta.Reasoning(text) : new Delta.Text(text));
        } else {
            picture(part, deltas);
        }
    }

    private Delta.ToolCall toolCall(JsonValue.Obj call, @Nullable String signature) {
        JsonValue arguments = call.get("args");
        String callId = CallIds.of(call.text("id"), id, toolCalls, signature);
        return new Delta.ToolCall(
                toolCalls++, callId, call.text("name"), arguments == null ? "{}" : arguments.toString());
    }

    private static boolean thought(JsonValue.Obj part) {
        return part.get("thought") instanceof JsonValue.Flag flag && flag.value();
    }

    /** Sketches that were made on the way are thoughts, which other forms have no pictures in. */
    private static void picture(JsonValue.Obj part, Consumer<Delta> deltas) {
        JsonValue.Obj inline = part.object("inlineData");
        String type = inline == null ? null : inline.text("mimeType");
        String data = inline == null ? null : inline.text("data");
        if (type != null && data != null && type.startsWith("image/") && !thought(part)) {
            deltas.accept(new Delta.Image(type, data));
        }
    }

    /** Thoughts stand beside what was answered, and what tools brought beside the prompt. */
    private Delta.Tokens tokens(JsonValue.Obj usage) {
        long thoughts = TokenNumber.of(usage, "thoughtsTokenCount", 0);
        return new Delta.Tokens(
                TokenNumber.of(usage, "promptTokenCount", 0) + TokenNumber.of(usage, "toolUsePromptTokenCount", 0),
                TokenNumber.of(usage, "candidatesTokenCount", 0) + thoughts,
                TokenNumber.of(usage, "cachedContentTokenCount", 0),
                0,
                thoughts,
                special(usage));
    }

    private Delta.Special special(JsonValue.Obj usage) {
        String tier = TierWords.in(usage);
        return new Delta.Special(
                -1,
                modality(usage, "promptTokensDetails", "AUDIO"),
                modality(usage, "candidatesTokensDetails", "IMAGE"),
                tier == null ? headsTier : tier);
    }

    /** How many tokens of a kind there are; negative when that is not told. */
    private static long modality(JsonValue.Obj usage, String where, String kind) {
        for (JsonValue each : usage.list(where)) {
            if (each instanceof JsonValue.Obj counted && kind.equals(counted.text("modality"))) {
                return TokenNumber.of(counted, "tokenCount", -1);
            }
        }
        return -1;
    }

    /** @param status of the answer; 0 in a stream, where the error says it */
    public static Delta.Failure failure(@Nullable JsonValue answer, int status) {
        JsonValue first =
                answer instanceof JsonValue.Arr list && !list.elements().isEmpty()
                        ? list.elements().get(0)
                        : answer;
        JsonValue.Obj error = first instanceof JsonValue.Obj object ? object.object("error") : null;
        String message = error == null ? null : error.text("message");
        long code = error == null ? UNKNOWN_FAILURE : error.number("code", UNKNOWN_FAILURE);
        int meant = status > 0 ? status : code >= 400 && code < 600 ? (int) code : UNKNOWN_FAILURE;
        return LIMIT.told(Delta.Failure.of(meant, message));
    }
}

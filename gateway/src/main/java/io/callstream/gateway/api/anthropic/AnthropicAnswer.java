package io.callstream.gateway.api.anthropic;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.openai.RecordedAnswers;
import io.callstream.gateway.dialect.anthropic.AnthropicMessages;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/** What a plain answer in Anthropic's form says of itself. */
record AnthropicAnswer(JsonValue.Obj answer, Slice body) implements AnswerFacts {
    /** Null when it is no message and no error of Anthropic's. */
    static @Nullable AnthropicAnswer read(Slice body) {
        try {
            if (JsonValue.readLenient(body) instanceof JsonValue.Obj answer) {
                String type = answer.text("type");
                return "message".equals(type) || "error".equals(type) ? new AnthropicAnswer(answer, body) : null;
            }
        } catch (InvalidJsonException e) {
            return null; // whoever asks sees that it cannot be read
        }
        return null;
    }

    @Override
    public boolean readable() {
        return true;
    }

    @Override
    public @Nullable String id() {
        return answer.text("id");
    }

    @Override
    public @Nullable String model() {
        return answer.text("model");
    }

    @Override
    public @Nullable String tier() {
        return TierWords.in(answer.object("usage"));
    }

    @Override
    public @Nullable String finishReason() {
        String reason = answer.text("stop_reason");
        return reason == null ? null : AnthropicMessages.finishReason(reason);
    }

    @Override
    public @Nullable Slice usage() {
        JsonValue.Obj usage = answer.object("usage");
        return usage == null ? null : Slice.of(usage.toString());
    }

    @Override
    public boolean answers(Operation operation) {
        return answer.get("content") instanceof JsonValue.Arr;
    }

    @Override
    public @Nullable AnswerError error() {
        return "error".equals(answer.text("type")) ? AnswerError.of(body, false) : null;
    }

    @Override
    public Slice recorded(Slice itself) {
        return RecordedAnswers.record(
                deltas -> AnthropicMessages.read(answer, deltas), new OpenAiApi().writer(false, 0), itself);
    }
}

package io.callstream.gateway.api.responses;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.openai.RecordedAnswers;
import io.callstream.gateway.dialect.responses.ResponseAnswers;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/** What a whole response says of itself. */
record ResponsesAnswer(JsonValue.Obj answer) implements AnswerFacts {
    /** Null when it is no response. */
    static @Nullable ResponsesAnswer read(Slice body) {
        JsonValue.Obj answer = object(body);
        return answer != null && "response".equals(answer.text("object")) ? new ResponsesAnswer(answer) : null;
    }

    private static JsonValue.@Nullable Obj object(Slice body) {
        try {
            return JsonValue.readLenient(body) instanceof JsonValue.Obj object ? object : null;
        } catch (InvalidJsonException e) {
            return null; // whoever asks sees that it cannot be read
        }
    }

    /** When an answer in the form that is recorded was begun, in seconds since 1970; 0 when it does not say. */
    static long created(Slice recorded) {
        JsonValue.Obj answer = object(recorded);
        return answer == null ? 0 : answer.number("created", 0);
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
        return TierWords.in(answer);
    }

    @Override
    public @Nullable String finishReason() {
        boolean calls = answer.list("output").stream()
                .anyMatch(each -> each instanceof JsonValue.Obj item && "function_call".equals(item.text("type")));
        return ResponseAnswers.finishReason(answer, calls);
    }

    @Override
    public @Nullable Slice usage() {
        JsonValue.Obj usage = answer.object("usage");
        return usage == null ? null : Slice.of(usage.toString());
    }

    @Override
    public boolean answers(Operation operation) {
        return answer.get("output") instanceof JsonValue.Arr;
    }

    @Override
    public @Nullable AnswerError error() {
        JsonValue.Obj error = answer.object("error");
        return error == null ? null : AnswerError.ofReport(Slice.of(error.toString()));
    }

    @Override
    public Slice recorded(Slice itself) {
        return RecordedAnswers.record(
                deltas -> ResponseAnswers.read(answer, deltas),
                new OpenAiApi().writer(false, answer.number("created_at", 0)),
                itself);
    }
}

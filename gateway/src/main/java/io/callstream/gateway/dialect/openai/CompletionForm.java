package io.callstream.gateway.dialect.openai;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a plain answer, or an error, which some providers send with a status that says otherwise. */
final class CompletionForm implements AnswerForm {
    @Override
    public String name() {
        return "chat completion";
    }

    @Override
    public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        JsonValue.Obj completion = answer instanceof JsonValue.Obj object ? object : null;
        JsonValue.Obj choice = completion == null ? null : ChatAnswers.choice(completion);
        if (completion != null && choice != null) {
            completion(completion, choice, deltas);
            return true;
        }
        boolean error = completion != null && completion.get("error") != null;
        if (error) {
            deltas.accept(ChatAnswers.failure(completion, 0));
        }
        return error;
    }

    @Override
    public Delta.Failure failure(@Nullable JsonValue answer, int status) {
        return ChatAnswers.failure(answer instanceof JsonValue.Obj error ? error : null, status);
    }

    private static void completion(JsonValue.Obj answer, JsonValue.Obj choice, Consumer<Delta> deltas) {
        deltas.accept(ChatAnswers.begin(answer));
        JsonValue.Obj message = choice.object("message");
        if (message != null) {
            ChatAnswers.content(message, new CallPlaces(), deltas);
        }
        String finish = ChatAnswers.finish(choice);
        deltas.accept(new Delta.Finish(finish == null ? "stop" : finish));
        JsonValue.Obj usage = answer.object("usage");
        if (usage != null) {
            deltas.accept(ChatAnswers.tokens(usage, TierWords.in(answer)));
        }
    }
}

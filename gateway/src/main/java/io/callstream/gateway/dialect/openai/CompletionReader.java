package io.callstream.gateway.dialect.openai;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a plain answer, or an error. */
final class CompletionReader implements ResponseReader {
    private static final int FIRST_ERROR = 400;
    private static final int BAD_GATEWAY = 502;
    private static final int MOST_BYTES = 64 << 20;

    private final int status;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    CompletionReader(int status) {
        this.status = status;
    }

    @Override
    public void read(Slice bytes, Consumer<Delta> deltas) {
        if (body.size() + bytes.length() <= MOST_BYTES) {
            body.write(bytes.array(), bytes.offset(), bytes.length());
        }
    }

    @Override
    public void end(Consumer<Delta> deltas) {
        JsonValue.Obj answer = answer();
        JsonValue.Obj choice = answer == null ? null : ChatAnswers.choice(answer);
        if (status >= FIRST_ERROR || answer != null && choice == null && answer.get("error") != null) {
            deltas.accept(ChatAnswers.failure(answer, status >= FIRST_ERROR ? status : 0));
        } else if (answer == null || choice == null) {
            deltas.accept(new Delta.Failure(BAD_GATEWAY, "What the provider answered is no chat completion."));
        } else {
            completion(answer, choice, deltas);
        }
    }

    private static void completion(JsonValue.Obj answer, JsonValue.Obj choice, Consumer<Delta> deltas) {
        deltas.accept(ChatAnswers.begin(answer));
        JsonValue.Obj message = choice.object("message");
        if (message != null) {
            ChatAnswers.content(message, deltas);
        }
        String finish = choice.text("finish_reason");
        deltas.accept(new Delta.Finish(finish == null ? "stop" : finish));
        JsonValue.Obj usage = answer.object("usage");
        if (usage != null) {
            deltas.accept(ChatAnswers.tokens(usage));
        }
    }

    private JsonValue.@Nullable Obj answer() {
        try {
            return JsonValue.readLenient(Slice.of(body.toByteArray())) instanceof JsonValue.Obj object ? object : null;
        } catch (InvalidJsonException e) {
            return null; // which is told as what it is
        }
    }
}

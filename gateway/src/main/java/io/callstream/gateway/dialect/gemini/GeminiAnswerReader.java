package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a plain answer, or an error. */
final class GeminiAnswerReader implements ResponseReader {
    private static final int FIRST_ERROR = 400;
    private static final int BAD_GATEWAY = 502;
    private static final int MOST_BYTES = 64 << 20;

    private final int status;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    GeminiAnswerReader(int status) {
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
        JsonValue answer = answer();
        if (status >= FIRST_ERROR) {
            deltas.accept(GeminiAnswers.failure(answer, status));
            return;
        }
        boolean good = answer instanceof JsonValue.Obj object
                && (object.get("candidates") != null || object.get("promptFeedback") != null);
        if (good && answer instanceof JsonValue.Obj object) {
            GeminiAnswers answers = new GeminiAnswers();
            answers.accept(object, deltas);
            answers.end(deltas);
        } else {
            deltas.accept(new Delta.Failure(BAD_GATEWAY, "What the provider answered is no answer of Gemini's."));
        }
    }

    private @Nullable JsonValue answer() {
        try {
            return JsonValue.readLenient(Slice.of(body.toByteArray()));
        } catch (InvalidJsonException e) {
            return null; // which is told as what it is
        }
    }
}

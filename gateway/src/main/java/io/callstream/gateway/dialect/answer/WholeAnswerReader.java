package io.callstream.gateway.dialect.answer;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers the body of a plain answer, or of an error, and has it read as one JSON text when it has ended. */
public final class WholeAnswerReader implements ResponseReader {
    private static final int FIRST_ERROR = 400;
    private static final int BAD_GATEWAY = 502;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_TEXT_BYTES = 2048;

    private final int status;
    private final AnswerForm form;
    private final int mostBytes;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean tooLong;

    public WholeAnswerReader(int status, AnswerForm form) {
        this(status, form, MOST_BYTES);
    }

    WholeAnswerReader(int status, AnswerForm form, int mostBytes) {
        this.status = status;
        this.form = form;
        this.mostBytes = mostBytes;
    }

    @Override
    public void read(Slice bytes, Consumer<Delta> deltas) {
        tooLong = tooLong || bytes.length() > mostBytes - body.size();
        if (tooLong) {
            body.reset();
        } else {
            body.write(bytes.array(), bytes.offset(), bytes.length());
        }
    }

    @Override
    public void end(Consumer<Delta> deltas) {
        if (tooLong) {
            deltas.accept(new Delta.Failure(
                    status >= FIRST_ERROR ? status : BAD_GATEWAY,
                    "The provider's answer is longer than the " + mostBytes
                            + " bytes that an answer in another form may have."));
            return;
        }
        JsonValue answer = answer();
        if (status >= FIRST_ERROR) {
            Delta.Failure failure = form.failure(answer, status);
            String sentence = "The provider answered with status " + status;
            deltas.accept(failure.wordless() ? failure.saying(withText(sentence)) : failure);
        } else if (answer != null && form.isError(answer)) {
            deltas.accept(form.failure(answer, 0));
        } else if (!form.read(answer, deltas)) {
            deltas.accept(new Delta.Failure(
                    BAD_GATEWAY,
                    withText("What the provider answered is no " + form.name()),
                    GatewayError.PROVIDER_PROTOCOL));
        }
    }

    /** What is in no form that is known here is told as it stands. */
    private String withText(String sentence) {
        byte[] bytes = body.toByteArray();
        String text = new Slice(bytes, 0, Math.min(bytes.length, MOST_TEXT_BYTES))
                .text()
                .strip();
        return text.isEmpty() ? sentence + "." : sentence + ": " + text;
    }

    /** Null when it is no JSON. */
    private @Nullable JsonValue answer() {
        try {
            return JsonValue.readLenient(Slice.of(body.toByteArray()));
        } catch (InvalidJsonException e) {
            return null; // the form says what was expected
        }
    }
}

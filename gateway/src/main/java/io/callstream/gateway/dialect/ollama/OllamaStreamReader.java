package io.callstream.gateway.dialect.ollama;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Reads a stream of lines, each a JSON object. */
final class OllamaStreamReader implements ResponseReader {
    private static final int BAD_GATEWAY = 502;
    private static final int MOST_BYTES_OF_A_LINE = 16 << 20;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final OllamaAnswers answers = new OllamaAnswers();
    private boolean failed;

    @Override
    public void read(Slice bytes, Consumer<Delta> deltas) {
        int from = bytes.offset();
        for (int at = from; at < bytes.end(); at++) {
            if (bytes.array()[at] == '\n') {
                append(bytes, from, at, deltas);
                line(deltas);
                from = at + 1;
            }
        }
        append(bytes, from, bytes.end(), deltas);
    }

    @Override
    public void end(Consumer<Delta> deltas) {
        line(deltas);
        if (!failed && !answers.finished()) {
            fail(Delta.Failure.unfinished(), deltas);
        }
    }

    private void append(Slice bytes, int from, int to, Consumer<Delta> deltas) {
        if (!failed && line.size() + to - from > MOST_BYTES_OF_A_LINE) {
            fail(new Delta.Failure(BAD_GATEWAY, "The provider sent a line that is longer than 16 MiB."), deltas);
        }
        if (!failed) {
            line.write(bytes.array(), from, to - from);
        }
    }

    private void line(Consumer<Delta> deltas) {
        Slice whole = Slice.of(line.toByteArray());
        line.reset();
        if (failed || whole.text().isBlank()) {
            return;
        }
        try {
            if (JsonValue.readLenient(whole) instanceof JsonValue.Obj part) {
                if (part.get("error") == null) {
                    answers.accept(part, deltas);
                } else {
                    fail(OllamaAnswers.failure(part, 0), deltas);
                }
                return;
            }
        } catch (InvalidJsonException e) {
            // Half a line: nothing after it can be trusted either.
        }
        fail(new Delta.Failure(BAD_GATEWAY, "The provider sent a line that is no JSON object."), deltas);
    }

    private void fail(Delta.Failure failure, Consumer<Delta> deltas) {
        failed = true;
        deltas.accept(failure);
    }
}

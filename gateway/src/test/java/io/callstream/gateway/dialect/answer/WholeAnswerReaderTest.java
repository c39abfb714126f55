package io.callstream.gateway.dialect.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WholeAnswerReaderTest {
    private static final String ANSWER = "{\"text\":\"Good morning\"}";
    private static final int MOST = 30;

    private final List<Delta> deltas = new ArrayList<>();

    @Property(tries = 20)
    void anAnswerIsReadWhateverPiecesItComesIn(@ForAll @IntRange(min = 1, max = 23) int size) {
        deltas.clear();

        read(200, ANSWER, size);

        assertThat(deltas).containsExactly(new Delta.Text("Good morning"));
    }

    @Test
    void whatIsOfAnotherFormOrNoJsonIsABadGateway() {
        read(200, "", 3);
        read(200, "<html>", 3);

        assertThat(deltas)
                .containsExactly(
                        new Delta.Failure(
                                502, "What the provider answered is no note.", GatewayError.PROVIDER_PROTOCOL),
                        new Delta.Failure(
                                502, "What the provider answered is no note: <html>", GatewayError.PROVIDER_PROTOCOL));
    }

    @Test
    void anErrorUnderAGoodStatusKeepsItsWords() {
        read(200, "{\"error\":{},\"text\":\"busy\"}", 5);

        assertThat(deltas).containsExactly(new Delta.Failure(0, "busy"));
    }

    @Test
    void anErrorKeepsItsStatusAndItsWords() {
        read(429, "{\"text\":\"slow down\"}", 5);
        read(503, "<html>", 6);
        read(503, "", 6);

        assertThat(deltas)
                .containsExactly(
                        new Delta.Failure(429, "slow down"),
                        new Delta.Failure(503, "The provider answered with status 503: <html>"),
                        new Delta.Failure(503, "The provider answered with status 503."));
    }

    @Test
    void anAnswerThatIsTooLongIsSaidToBeTooLong() {
        read(200, ANSWER + " ".repeat(MOST), 4);

        assertThat(deltas)
                .containsExactly(new Delta.Failure(
                        502,
                        "The provider's answer is longer than the 30 bytes that an answer in another form may have."));
    }

    @Test
    void whatComesAfterTheLimitDoesNotMakeAShorterAnswerOfIt() {
        // The last piece alone would fit.
        read(200, " ".repeat(MOST) + ANSWER, MOST);

        assertThat(deltas).singleElement().isInstanceOf(Delta.Failure.class);
    }

    @Test
    void anErrorThatIsTooLongKeepsItsStatus() {
        read(500, "x".repeat(MOST + 1), MOST);

        assertThat(deltas)
                .singleElement()
                .satisfies(failure ->
                        assertThat(((Delta.Failure) failure).status()).isEqualTo(500));
    }

    private void read(int status, String body, int size) {
        WholeAnswerReader reader = new WholeAnswerReader(status, new Note(), MOST);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += size) {
            reader.read(new Slice(bytes, at, Math.min(size, bytes.length - at)), deltas::add);
        }
        reader.end(deltas::add);
    }

    /** {@code {"text": …}}. */
    private static final class Note implements AnswerForm {
        @Override
        public String name() {
            return "note";
        }

        @Override
        public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
            String text = answer instanceof JsonValue.Obj object ? object.text("text") : null;
            if (text != null) {
                deltas.accept(new Delta.Text(text));
            }
            return text != null;
        }

        @Override
        public Delta.Failure failure(@Nullable JsonValue answer, int status) {
            String text = answer instanceof JsonValue.Obj object ? object.text("text") : null;
            return Delta.Failure.of(status, text);
        }
    }
}

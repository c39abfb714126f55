package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a provider answers, at whatever place: the client gets an answer of its form, or an error of its form. */
class OddAnswersTest {
    private static final long SEED = 20_261_128;
    private static final int OF_A_PLACE = 5;
    private static final String DATA = "data: ";

    static Stream<Arguments> answers() {
        return Translation.all()
                .flatMap(pair -> Stream.of("parallel-tools", "reasoning", "plain")
                        .map(name -> Arguments.of(pair, Conversation.named(name))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    void anOddAnswerIsAnAnswerOrAnError(Translation pair, Conversation conversation) {
        JsonValue whole = Json.read(pair.answer(conversation, false).body());
        for (OddJson.Variant odd : OddJson.some(whole, OF_A_PLACE, SEED)) {
            byte[] body = odd.json().toString().getBytes(StandardCharsets.UTF_8);
            try {
                List<Delta> deltas = pair.read(false, List.of(body));

                assertPossible(deltas);
                assertThat(Json.read(pair.written(false, deltas)).fields()).isNotEmpty();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(odd.toString(), e);
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    void aStreamWithAnOddEventIsAStreamOrHasAnError(Translation pair, Conversation conversation) {
        FakeProvider.Reply reply = pair.answer(conversation, true);
        List<byte[]> frames = Frames.of(reply);
        for (int i = 0; i < frames.size(); i++) {
            String frame = new String(frames.get(i), StandardCharsets.UTF_8);
            int at = frame.indexOf('{');
            if (at >= 0 && !reply.type().startsWith("application/vnd")) {
                int end = frame.lastIndexOf('}') + 1;
                JsonValue event = OddJson.read(frame.substring(at, end));
                for (OddJson.Variant odd : OddJson.some(event, 2, SEED + i)) {
                    List<byte[]> changed = new ArrayList<>(frames);
                    String text = frame.substring(0, at) + odd.json() + frame.substring(end);
                    changed.set(i, text.getBytes(StandardCharsets.UTF_8));
                    stream(pair, changed, odd);
                }
            }
        }
    }

    private static void stream(Translation pair, List<byte[]> frames, OddJson.Variant odd) {
        try {
            List<Delta> deltas = pair.read(true, frames);

            assertPossible(deltas);
            pair.written(true, deltas)
                    .lines()
                    .filter(line -> line.startsWith(DATA + "{"))
                    .forEach(line -> Json.read(line.substring(DATA.length())));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(odd.toString(), e);
        }
    }

    /** A number of tokens is none below zero, but for the one that says that nothing is known; a call has the place of one. */
    private static void assertPossible(List<Delta> deltas) {
        assertThat(deltas).isNotEmpty();
        for (Delta delta : deltas) {
            if (delta instanceof Delta.Tokens tokens) {
                assertThat(tokens.prompt()).isGreaterThanOrEqualTo(-1);
                assertThat(tokens.completion()).isGreaterThanOrEqualTo(-1);
                assertThat(tokens.prompt() + tokens.completion()).isGreaterThanOrEqualTo(-2);
            } else if (delta instanceof Delta.ToolCall call) {
                assertThat(call.index()).isNotNegative();
            }
        }
    }
}

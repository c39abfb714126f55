package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.provider.Delta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a network cuts a stream into pieces says nothing: the client's bytes are the same for every cut, also within a character. */
class SplitStreamsTest {
    private static final long SEED = 20_261_128;
    private static final int SPLITS = 60;

    static Stream<Arguments> streams() {
        return Translation.all()
                .flatMap(pair -> Stream.of("parallel-tools", "reasoning")
                        .map(name -> Arguments.of(pair, Conversation.named(name))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("streams")
    void everyCutOfAStreamInTwoGivesTheSameBytes(Translation pair, Conversation conversation) {
        byte[] stream = pair.answer(conversation, true).body();
        String whole = pair.written(true, pair.read(true, List.of(stream)));
        assertThat(pair.form().streamed(whole)).isEqualTo(conversation.answer().said());
        for (int cut = 1; cut < stream.length; cut += 3) {
            List<byte[]> pieces = List.of(Arrays.copyOf(stream, cut), Arrays.copyOfRange(stream, cut, stream.length));

            assertThat(pair.written(true, pair.read(true, pieces)))
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("streams")
    void anyPiecesOfAStreamGiveTheSameBytes(Translation pair, Conversation conversation) {
        byte[] stream = pair.answer(conversation, true).body();
        String whole = pair.written(true, pair.read(true, List.of(stream)));
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < SPLITS; i++) {
            List<byte[]> pieces = pieces(stream, random);

            assertThat(pair.written(true, pair.read(true, pieces)))
                    .as("seed %d, split %d", SEED, i)
                    .isEqualTo(whole);
        }
    }

    /** An answer that is cut off anywhere has a beginning of what it would have had, and is whole only when the provider has said so. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("streams")
    void whatIsCutOffIsABeginningAndSaysThatItIs(Translation pair, Conversation conversation) {
        byte[] stream = pair.answer(conversation, true).body();
        String text = text(pair.read(true, List.of(stream)));
        for (int cut = 0; cut < stream.length; cut += 2) {
            List<Delta> deltas = pair.read(true, List.of(Arrays.copyOf(stream, cut)));

            assertThat(deltas.stream().anyMatch(SplitStreamsTest::isEnd))
                    .as("an end that is said, cut at %d of %d", cut, stream.length)
                    .isEqualTo(!deltas.isEmpty());
            assertThat(text).as("cut at %d", cut).startsWith(text(deltas));
        }
    }

    private static boolean isEnd(Delta delta) {
        return delta instanceof Delta.Finish || delta instanceof Delta.Failure;
    }

    private static String text(List<Delta> deltas) {
        StringBuilder text = new StringBuilder();
        for (Delta delta : deltas) {
            if (delta instanceof Delta.Text more) {
                text.append(more.text());
            } else if (delta instanceof Delta.Reasoning more) {
                text.append(more.text());
            } else if (delta instanceof Delta.ToolCall call) {
                text.append(call.name() == null ? "" : call.name()).append(call.arguments());
            }
        }
        return text.toString();
    }

    private static List<byte[]> pieces(byte[] stream, SplittableRandom random) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < stream.length; ) {
            int most = random.nextBoolean() ? 4 : 400;
            int to = Math.min(stream.length, from + random.nextInt(1, most));
            pieces.add(Arrays.copyOfRange(stream, from, to));
            from = to;
        }
        return pieces;
    }
}

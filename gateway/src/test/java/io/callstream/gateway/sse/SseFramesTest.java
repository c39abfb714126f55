package io.callstream.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of every shape as their frames, whole and byte by byte: what each frame says, and how much of its end is missing. */
class SseFramesTest {
    /** Line ends are written as letters: N for a line feed, R for a carriage return. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            data: aNN                        | [a]
            data: aRNRN                      | [a]
            data: aRR                        | [a]
            data: aNRN                       | [a]
            data: aRNN                       | [a]
            data:aNN                         | [a]
            data:  aNN                       | [ a]
            dataNN                           | []
            data:NN                          | []
            data: NN                         | []
            data: aNdata: bNN                | [aNb]
            data: aNdata:Ndata: bNN          | [aNNb]
            dataNdataNN                      | [N]
            datax: aNN                       | -
            data x: aNN                      | -
            ` data: aNN`                     | -
            Data: aNN                        | -
            : comment NN                     | -
            :NN                              | -
            id: 1Nretry: 5NN                 | -
            id: 1Ndata: aNretry: 5NN         | [a]
            event: pingNdata: aNN            | [a]
            event: errorNdata: aNN           | [a]!
            event:errorNdata: aNN            | [a]!
            data: aNevent: errorNN           | [a]!
            event: errorsNdata: aNN          | [a]
            event: erroNdata: aNN            | [a]
            event: errorNevent: pingNdata: aNN | [a]
            event: errorNNdata: aNN          | -! [a]
            NdataNN                          | - []
            NNN                              | -
            data: aNNdata: bNN               | [a] [b]
            data: aNN: cNNdata: bNN          | [a] - [b]
            """)
    void aStreamIsCutWhereItsBlankLinesAre(String stream, String frames) {
        for (int step : new int[] {1, 2, 3, 7, 4096}) {
            assertThat(said(frames(text(stream), step)))
                    .as("in steps of %d", step)
                    .isEqualTo(new String(text(frames), StandardCharsets.UTF_8));
        }
    }

    /** Some providers leave blank lines out: an object is whole where its line ends. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            data: {"a":1}Ndata: {"a":2}NN               | [{"a":1}]+1 [{"a":2}]+1
            data: {"a":1}Ndata: {"a":2}Ndata: [DONE]N   | [{"a":1}]+1 [{"a":2}]+1 [[DONE]]+1
            data: {"a":1}N: cNdata: {"a":2}NN           | [{"a":1}]+1 [{"a":2}]+1
            data: {"a":Ndata: 1}NN                      | [{"a":N1}]
            data: {"a":"}Ndata: {"}NN                   | [{"a":"}N{"}]
            data: [DONE]N                               | [[DONE]]+1
            data: [DONE]                                | [[DONE]]+2
            data: a                                     | [a]+2
            data: aN                                    | [a]+1
            data: aNdata: b                             | [aNb]+2
            data: {"a":1}Ndata: {"a":2}                 | [{"a":1}]+1 [{"a":2}]+2
            data: {"a":1}Ndata: x                       | [{"a":1}]+1 [x]+2
            : c                                         | -+2
            id: 1N                                      | -+1
            da                                          | -+2
            """)
    void whatNoBlankLineHasEndedSaysWhatIsMissing(String stream, String frames) {
        for (int step : new int[] {1, 4096}) {
            assertThat(said(frames(text(stream), step)))
                    .as("in steps of %d", step)
                    .isEqualTo(new String(text(frames), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theMarkOfTheByteOrderIsTakenOffTheFirstLineOnly() {
        byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        byte[] stream = join(mark, text("data: aNN"), mark, text("data: bNN"));

        assertThat(said(frames(stream, 1))).isEqualTo("[a] -");
        assertThat(said(frames(stream, 4096))).isEqualTo("[a] -");
        assertThat(said(frames(join(mark, text("NNdata: aNN")), 1))).isEqualTo("- [a]");
    }

    @ParameterizedTest
    @CsvSource({
        "'data: a', false, false",
        "'data:', true, false",
        "'data:  ', true, false",
        "'data:\t', true, false",
        "'data: é', false, false",
        "': c', false, false",
        "'data: [DONE]', false, true",
        "'data: [DONE]x', false, true",
        "'data: [DONE', false, false",
        "'data: DONE', false, false",
    })
    void aFrameKnowsWhetherItSaysNothingOrTheEnd(String line, boolean empty, boolean done) {
        SseFrame frame =
                frames((line + "\n\n").getBytes(StandardCharsets.UTF_8), 4096).get(0);

        assertThat(frame.isEmpty()).isEqualTo(empty);
        assertThat(frame.isDone()).isEqualTo(done);
    }

    @Test
    void framesStayWholeWhereTheBufferHasToGrow() {
        String longText = "x".repeat(3_000);
        byte[] stream = text("data: " + longText + "NNdata: " + longText + "Ndata: " + longText + "NNdata: aNN");

        for (int step : new int[] {1, 1_000, 4_096, 100_000}) {
            assertThat(said(frames(stream, step)))
                    .isEqualTo("[" + longText + "] [" + longText + "\n" + longText + "] [a]");
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "1000", "4096"})
    void manyFramesAreReadWhileTheBufferIsUsedAgain(int step) {
        StringBuilder stream = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            stream.append("data: ").append(i).append("\n: a comment between\nevent: x\n\n");
            expected.add("[" + i + "]");
        }

        assertThat(said(frames(stream.toString().getBytes(StandardCharsets.UTF_8), step)))
                .isEqualTo(String.join(" ", expected));
    }

    /** Where nobody gives more room, what is too large is handed out as it comes, without data, and what follows is read again. */
    @ParameterizedTest
    @CsvSource({
        "data: XNNdata: aNN",
        "data: XRNRNdata: aNN",
        "data: XRRdata: aNN",
        "data: XNRNdata: aNN",
        "data: XRNNdata: aRNRN",
        "data: XNdata: XNNdata: aNN",
        "data: XN: cNid: 1NNdata: aNN",
        "data: XRNdata: XRNRNdata: aRR",
        "X: yNNdata: aNN",
    })
    void whatIsTooLargeIsHandedOutUnreadAndTheNextIsRead(String stream) {
        byte[] bytes = text(stream.replace("X", "x".repeat(5_000)));
        for (int step : new int[] {1, 2, 5, 1_000, 4_096, 6_000}) {
            SseReader reader = new SseReader((from, to) -> false);

            List<SseFrame> frames = frames(reader, bytes, step);

            assertThat(frames.stream()
                            .filter(frame -> frame.data() != null)
                            .map(frame -> frame.data().text()))
                    .as("in steps of %d", step)
                    .containsExactly("a");
            assertThat(frames.stream().map(frame -> frame.raw().text()).reduce("", String::concat))
                    .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
            assertThat(reader.lost()).isTrue();
        }
    }

    @Test
    void alsoWhereBlankLinesAreLeftOut() {
        byte[] bytes = text("data: {\"a\":1}Ndata: {\"a\":2}Ndata: {\"a\":\"" + "x".repeat(5_000)
                + "\"}Ndata: {\"a\":3}Ndata: {\"a\":4}N");
        for (int step : new int[] {1, 3, 1_000}) {
            List<SseFrame> frames = frames(new SseReader((from, to) -> false), bytes, step);

            assertThat(frames.stream()
                            .filter(frame -> frame.data() != null)
                            .map(frame -> frame.data().text()))
                    .as("in steps of %d", step)
                    .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":4}");
        }
    }

    @Test
    void roomIsAskedForByHowMuchThereIsAndHowMuchThereWouldBe() {
        List<String> asked = new ArrayList<>();
        SseReader reader = new SseReader((from, to) -> asked.add(from + " " + to));

        reader.append(ByteBuffer.wrap(new byte[4_096]));
        assertThat(asked).isEmpty();
        reader.append(ByteBuffer.wrap(new byte[1]));
        reader.append(ByteBuffer.wrap(new byte[20_000]));

        assertThat(asked).containsExactly("4096 8192", "8192 24097");
    }

    @Test
    void whatIsLeftIsWhatNoFrameHasTaken() {
        SseReader reader = new SseReader((from, to) -> true);
        reader.append(ByteBuffer.wrap(text("data: aNNdata: b")));

        assertThat(reader.next()).isNotNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.rest().text()).isEqualTo("data: b");
        assertThat(reader.lost()).isFalse();
        assertThat(reader.finish()).isNotNull();
        assertThat(reader.rest().text()).isEmpty();
        assertThat(reader.finish()).isNull();
    }

    private static byte[] text(String stream) {
        return stream.replace("DONE", "\u0001")
                .replace('N', '\n')
                .replace('R', '\r')
                .replace("\u0001", "DONE")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(100);
        for (byte[] part : parts) {
            all.put(part);
        }
        byte[] joined = new byte[all.position()];
        all.flip().get(joined);
        return joined;
    }

    /** Frames with bytes of their own; together they are all that came. */
    private static List<SseFrame> frames(byte[] stream, int step) {
        List<SseFrame> frames = frames(new SseReader((from, to) -> true), stream, step);
        int length = frames.stream().mapToInt(frame -> frame.raw().length()).sum();
        assertThat(length).isBetween(stream.length - 3, stream.length);
        return frames;
    }

    private static List<SseFrame> frames(SseReader reader, byte[] stream, int step) {
        List<SseFrame> frames = new ArrayList<>();
        for (int at = 0; at < stream.length; at += step) {
            reader.append(ByteBuffer.wrap(stream, at, Math.min(step, stream.length - at)));
            for (SseFrame frame = reader.next(); frame != null; frame = reader.next()) {
                frames.add(kept(frame));
            }
        }
        for (SseFrame frame = reader.finish(); frame != null; frame = reader.finish()) {
            frames.add(kept(frame));
        }
        return frames;
    }

    private static SseFrame kept(SseFrame frame) {
        Slice data = frame.data();
        return new SseFrame(
                Slice.of(frame.raw().toBytes()),
                data == null ? null : Slice.of(data.toBytes()),
                frame.error(),
                frame.missing());
    }

    private static String said(List<SseFrame> frames) {
        List<String> said = new ArrayList<>();
        for (SseFrame frame : frames) {
            Slice data = frame.data();
            if (frame.raw().text().equals("\n") && frame.missing() == 0 && !said.isEmpty()) {
                continue; // a blank line, or the second half of one that has ended its frame
            }
            said.add((data == null ? "-" : "[" + data.text() + "]")
                    + (frame.error() ? "!" : "")
                    + (frame.missing() == 0 ? "" : "+" + frame.missing()));
        }
        return String.join(" ", said);
    }
}

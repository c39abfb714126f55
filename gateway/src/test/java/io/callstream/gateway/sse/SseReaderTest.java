package io.callstream.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {

    /** A frame, with texts in the place of views. */
    private record Seen(String raw, @Nullable String data) {}

    @Test
    void dataLinesAreJoinedAndOtherFieldsPassedOver() {
        String stream = ": hello\n\nevent: x\ndata: a\ndata:b\nid: 7\n\ndata\n\ndata: [DONE]\n\n";

        assertThat(read(stream, stream.length()))
                .containsExactly(
                        new Seen(": hello\n\n", null),
                        new Seen("event: x\ndata: a\ndata:b\nid: 7\n\n", "a\nb"),
                        new Seen("data\n\n", ""),
                        new Seen("data: [DONE]\n\n", "[DONE]"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() {
        assertThat(read("\uFEFFdata: a\n\n", 100)).containsExactly(new Seen("data: a\n\n", "a"));
    }

    @Test
    void theMarkOfTheEndIsKnown() {
        SseReader reader = new SseReader((from, to) -> true);
        reader.append(bytes("data: [DONE]\n\ndata: {}\n\n"));

        assertThat(reader.next()).matches(SseFrame::isDone);
        assertThat(reader.next()).matches(frame -> !frame.isDone());
    }

    @Test
    void whatNoBlankLineEndsIsHandedOutAtTheEnd() {
        SseReader reader = new SseReader((from, to) -> true);
        reader.append(bytes("data: a\n\ndata: b\r\n"));
        reader.next();

        assertThat(reader.next()).isNull();
        assertThat(seen(reader.finish())).isEqualTo(new Seen("data: b\r\n", "b"));
        assertThat(reader.finish()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 5000, 100_000})
    @DisplayName("X6, S60: a frame that is too large to be held is handed out as it comes, and the next one is read")
    void aFrameThatIsTooLargeIsHandedOutAsItComes(int step) {
        SseReader reader = new SseReader((from, to) -> to <= 8192);
        String large = "data: " + "x".repeat(50_000) + "\r\n\r\n";
        byte[] stream = (large + "data: b\n\n").getBytes(StandardCharsets.UTF_8);
        StringBuilder raw = new StringBuilder();
        List<String> read = new ArrayList<>();
        for (int at = 0; at < stream.length; at += step) {
            reader.append(ByteBuffer.wrap(stream, at, Math.min(step, stream.length - at)));
            for (SseFrame frame = reader.next(); frame != null; frame = reader.next()) {
                raw.append(frame.raw().text());
                if (frame.data() != null) {
                    read.add(frame.data().text());
                }
            }
        }

        assertThat(raw.toString()).isEqualTo(large + "data: b\n\n");
        assertThat(read).contains("b").hasSizeLessThanOrEqualTo(2);
        assertThat(reader.lost()).isEqualTo(read.size() == 1);
    }

    @Test
    void theMarkOfTheEndCountsBeforeItsBlankLineCame() {
        SseReader reader = new SseReader((from, to) -> true);
        reader.append(bytes("data: [DONE]\n"));

        assertThat(reader.next()).matches(SseFrame::isDone).matches(frame -> frame.missing() == 1);
    }

    @ParameterizedTest(name = "S37: lines end in {0}")
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesOfDataThatAreWholeAreFramesOfTheirOwn(String end) {
        String stream = "data: {\"a\":1}" + end + "data: {\"b\":NaN}" + end + "data: [DONE]" + end + end;

        assertThat(read(stream, 1).stream().map(Seen::data).filter(Objects::nonNull))
                .containsExactly("{\"a\":1}", "{\"b\":NaN}", "[DONE]");
    }

    @Test
    void anObjectOverSeveralLinesOfDataIsOneFrame() {
        assertThat(read("data: {\ndata: \"a\":{}\ndata: }\n\n", 100))
                .containsExactly(new Seen("data: {\ndata: \"a\":{}\ndata: }\n\n", "{\n\"a\":{}\n}"));
    }

    @Test
    void aBlankLineThatEndsInACarriageReturnEndsItsFrameAtOnce() {
        SseReader reader = new SseReader((from, to) -> true);
        reader.append(bytes("data: a\r\r"));

        assertThat(seen(reader.next())).isEqualTo(new Seen("data: a\r\r", "a"));
    }

    @Test
    void anEventNamedErrorIsKnown() {
        SseReader reader = new SseReader((from, to) -> true);
        reader.append(bytes("event: error\ndata: x\n\nevent: errors\ndata: x\n\n"));

        assertThat(reader.next()).matches(SseFrame::error);
        assertThat(reader.next()).matches(frame -> !frame.error());
    }

    @Property
    void anySplitOfTheBytesGivesTheSameDataAndLosesNothing(@ForAll("streams") String stream, @ForAll long seed) {
        List<Seen> whole = read(stream, Integer.MAX_VALUE);
        List<Seen> split = readSplit(stream, new Random(seed));

        assertThat(data(split)).isEqualTo(data(whole));
        assertThat(raw(split)).isEqualTo(raw(whole)).isIn(stream, stream.replaceFirst("\uFEFF", ""));
    }

    private static List<String> data(List<Seen> frames) {
        return frames.stream().map(Seen::data).filter(Objects::nonNull).toList();
    }

    private static String raw(List<Seen> frames) {
        return frames.stream().map(Seen::raw).collect(Collectors.joining());
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(
                        "data: ",
                        "data",
                        "data: {}",
                        "data: [DONE]",
                        ":",
                        "\n",
                        "\r",
                        "\r\n",
                        "{\"a\":1}",
                        "ä漢",
                        "event: e",
                        " ",
                        "\n\n",
                        "\uFEFF")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static List<Seen> read(String stream, int piece) {
        return read(stream, () -> piece);
    }

    private static List<Seen> readSplit(String stream, Random random) {
        return read(stream, () -> random.nextInt(1, 6));
    }

    private static List<Seen> read(String stream, IntSupplier piece) {
        SseReader reader = new SseReader((from, to) -> true);
        ByteBuffer bytes = bytes(stream);
        List<Seen> frames = new ArrayList<>();
        while (bytes.hasRemaining()) {
            ByteBuffer part = bytes.slice(bytes.position(), Math.min(piece.getAsInt(), bytes.remaining()));
            bytes.position(bytes.position() + part.remaining());
            reader.append(part);
            for (SseFrame frame = reader.next(); frame != null; frame = reader.next()) {
                frames.add(seen(frame));
            }
        }
        for (SseFrame last = reader.finish(); last != null; last = reader.finish()) {
            frames.add(seen(last));
        }
        return frames;
    }

    private static Seen seen(SseFrame frame) {
        Slice data = frame.data();
        return new Seen(frame.raw().text(), data == null ? null : data.text());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}

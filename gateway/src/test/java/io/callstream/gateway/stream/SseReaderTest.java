package io.callstream.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.json.Slice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SseReaderTest {
    private static final int LARGEST = 1 << 16;

    /** A frame, with texts in the place of views. */
    private record Seen(String raw, @Nullable String data) {}

    @Test
    void dataLinesAreJoinedAndOtherFieldsPassedOver() throws SseTooLargeException {
        String stream = ": hello\n\nevent: x\ndata: a\ndata:b\nid: 7\n\ndata\n\ndata: [DONE]\n\n";

        assertThat(read(stream, stream.length()))
                .containsExactly(
                        new Seen(": hello\n\n", null),
                        new Seen("event: x\ndata: a\ndata:b\nid: 7\n\n", "a\nb"),
                        new Seen("data\n\n", ""),
                        new Seen("data: [DONE]\n\n", "[DONE]"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws SseTooLargeException {
        assertThat(read("\uFEFFdata: a\n\n", 100)).containsExactly(new Seen("\uFEFFdata: a\n\n", "a"));
    }

    @Test
    void theMarkOfTheEndIsKnown() throws SseTooLargeException {
        SseReader reader = new SseReader(LARGEST);
        reader.append(bytes("data: [DONE]\n\ndata: {}\n\n"));

        assertThat(reader.next()).matches(SseFrame::isDone);
        assertThat(reader.next()).matches(frame -> !frame.isDone());
    }

    @Test
    void whatNoBlankLineEndsIsHandedOutAtTheEnd() throws SseTooLargeException {
        SseReader reader = new SseReader(LARGEST);
        reader.append(bytes("data: a\n\ndata: b\r\n"));
        reader.next();

        assertThat(reader.next()).isNull();
        assertThat(seen(reader.finish())).isEqualTo(new Seen("data: b\r\n", "b"));
        assertThat(reader.finish()).isNull();
    }

    @Test
    void aFrameWithoutEndIsRefused() throws SseTooLargeException {
        SseReader reader = new SseReader(100);
        reader.append(ByteBuffer.allocate(101));

        assertThat(reader.next()).isNull();
        assertThatThrownBy(() -> reader.append(ByteBuffer.allocate(1))).isInstanceOf(SseTooLargeException.class);
    }

    @Property
    void anySplitOfTheBytesGivesTheSameFrames(@ForAll("streams") String stream, @ForAll long seed)
            throws SseTooLargeException {
        List<Seen> whole = read(stream, Integer.MAX_VALUE);

        assertThat(readSplit(stream, new Random(seed))).isEqualTo(whole);
        assertThat(whole.stream().map(Seen::raw).reduce("", String::concat)).isEqualTo(stream);
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(
                        "data: ", "data", ":", "\n", "\r", "\r\n", "{\"a\":1}", "ä漢", "event: e", " ", "\n\n", "\uFEFF")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static List<Seen> read(String stream, int piece) throws SseTooLargeException {
        return read(stream, () -> piece);
    }

    private static List<Seen> readSplit(String stream, Random random) throws SseTooLargeException {
        return read(stream, () -> random.nextInt(1, 6));
    }

    private static List<Seen> read(String stream, IntSupplier piece) throws SseTooLargeException {
        SseReader reader = new SseReader(LARGEST);
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
        SseFrame last = reader.finish();
        if (last != null) {
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

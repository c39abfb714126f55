package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single values of events as Avro's own decoder reads them, bytes that are no UTF-8, and where a text is cut. */
class EventEncodingPiecesTest {
    private final AvroOutput out = new AvroOutput();

    private BinaryDecoder decoder() {
        byte[] all = out.copy(0, out.length());
        return DecoderFactory.get().binaryDecoder(all, null);
    }

    @Property(tries = 200)
    void everyNumberIsReadAgain(@ForAll long number) throws IOException {
        out.clear();
        out.number(number);

        assertThat(decoder().readLong()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                -1,
                1,
                63,
                64,
                -64,
                -65,
                8191,
                8192,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void numbersAtTheEdges(long number) throws IOException {
        out.number(number);

        assertThat(decoder().readLong()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ä", "aä", "日本", "😀", "a\u0000b", "\u007f", "\u0080"})
    void everyTextIsReadAgainAsTextAndAsBytes(String text) throws IOException {
        out.string(text);
        out.string(Slice.of(text));
        out.nullableString(text);
        out.nullableString((String) null);
        out.nullableString(Slice.of(text));
        out.nullableString((Slice) null);

        BinaryDecoder decoder = decoder();
        assertThat(decoder.readString()).isEqualTo(text);
        assertThat(decoder.readString()).isEqualTo(text);
        assertThat(decoder.readIndex()).isEqualTo(1);
        assertThat(decoder.readString()).isEqualTo(text);
        assertThat(decoder.readIndex()).isZero();
        assertThat(decoder.readIndex()).isEqualTo(1);
        assertThat(decoder.readString()).isEqualTo(text);
        assertThat(decoder.readIndex()).isZero();
        assertThat(decoder.isEnd()).isTrue();
    }

    @Test
    void aLongTextMakesRoom() throws IOException {
        String text = "a".repeat(8190) + "ä".repeat(20_000);

        out.flag(true);
        out.string(text);
        out.raw(new byte[] {9, 2, 9}, 1, 2);

        BinaryDecoder decoder = decoder();
        assertThat(decoder.readBoolean()).isTrue();
        assertThat(decoder.readString()).isEqualTo(text);
        assertThat(decoder.readLong()).isEqualTo(1);
        assertThat(out.buffer().remaining()).isEqualTo(out.length());
    }

    @Test
    void countsBelowZeroAreNone() throws IOException {
        out.nullableCount(-1);
        out.nullableCount(0);
        out.nullable(-5);
        out.nothing();

        BinaryDecoder decoder = decoder();
        assertThat(decoder.readIndex()).isZero();
        assertThat(decoder.readIndex()).isEqualTo(1);
        assertThat(decoder.readLong()).isZero();
        assertThat(decoder.readIndex()).isEqualTo(1);
        assertThat(decoder.readLong()).isEqualTo(-5);
        assertThat(decoder.readIndex()).isZero();
    }

    @Test
    void listsAndMaps() throws IOException {
        out.strings(List.of());
        out.strings(List.of("a", "ä"));
        out.strings(Map.of());
        out.strings(new LinkedHashMap<>(Map.of("k", "v")));

        BinaryDecoder decoder = decoder();
        assertThat(decoder.readArrayStart()).isZero();
        assertThat(decoder.readArrayStart()).isEqualTo(2);
        assertThat(decoder.readString()).isEqualTo("a");
        assertThat(decoder.readString()).isEqualTo("ä");
        assertThat(decoder.arrayNext()).isZero();
        assertThat(decoder.readMapStart()).isZero();
        assertThat(decoder.readMapStart()).isEqualTo(1);
        assertThat(decoder.readString()).isEqualTo("k");
        assertThat(decoder.readString()).isEqualTo("v");
        assertThat(decoder.mapNext()).isZero();
    }

    /** RFC 3629, section 4: every row of its table, its neighbours, and what breaks off. */
    @ParameterizedTest
    @CsvSource({
        "'', true",
        "00, true",
        "7F, true",
        "80, false",
        "BF, false",
        "C0 80, false",
        "C1 BF, false",
        "C2 80, true",
        "C2 7F, false",
        "C2 C0, false",
        "C2, false",
        "DF BF, true",
        "E0 9F BF, false",
        "E0 A0 80, true",
        "E0 A0, false",
        "E0 A0 7F, false",
        "E1 80 80, true",
        "EC BF BF, true",
        "ED 9F BF, true",
        "ED A0 80, false",
        "ED BF BF, false",
        "EE 80 80, true",
        "EF BF BF, true",
        "EF BF C0, false",
        "F0 8F BF BF, false",
        "F0 90 80 80, true",
        "F0 90 80, false",
        "F0 90 80 7F, false",
        "F1 80 80 80, true",
        "F3 BF BF BF, true",
        "F4 8F BF BF, true",
        "F4 90 80 80, false",
        "F5 80 80 80, false",
        "FF, false",
        "E2 28 A1, false",
        "41 42 43 44 45 46 47 48 C3 A4, true",
        "41 42 43 44 45 46 47 48 C3, false",
        "41 42 43 44 45 46 47 E4 49, false",
        "C3 A4 41 42 43 44 45 46 47 48 49 E2 82 AC, true",
    })
    void bytesThatAreUtf8(String hex, boolean valid) {
        byte[] bytes = hex.isEmpty() ? new byte[0] : bytes(hex);
        byte[] within = new byte[bytes.length + 2];
        within[0] = (byte) 0xff;
        within[bytes.length + 1] = (byte) 0xbf;
        System.arraycopy(bytes, 0, within, 1, bytes.length);

        assertThat(Utf8.valid(new Slice(within, 1, bytes.length))).isEqualTo(valid);
        assertThat(new String(bytes, StandardCharsets.UTF_8).contains("\ufffd")).isNotEqualTo(valid);
    }

    @Test
    void bytesThatAreNoneAreReplaced() throws IOException {
        out.string(new Slice(new byte[] {'a', (byte) 0xff, 'b'}, 0, 3));

        assertThat(decoder().readString()).isEqualTo("a\ufffdb");
    }

    /** In bytes of UTF-8, between two characters. */
    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abc, 2, ab",
        "abc, 1, a",
        "abc, 0, ''",
        "ää, 4, ää",
        "ää, 3, ä",
        "ää, 2, ä",
        "ää, 1, ''",
        "日本, 6, 日本",
        "日本, 5, 日",
        "a日, 3, a",
        "😀😀, 8, 😀😀",
        "😀😀, 7, 😀",
        "😀😀, 4, 😀",
        "😀, 3, ''",
        "'', 0, ''",
        "a😀b, 5, a😀",
    })
    void aTextIsCutBetweenCharacters(String text, int most, String cut) {
        assertThat(Bounds.cut(text, most)).isEqualTo(cut);
        assertThat(Bounds.bytes(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Property(tries = 300)
    void aCutTextIsTheLongestBeginningThatFits(@ForAll String text, @ForAll byte most) {
        int room = most & 0x7f;
        String cut = Bounds.cut(text, room);

        assertThat(text).startsWith(cut);
        assertThat(Bounds.bytes(cut)).isLessThanOrEqualTo(room);
        assertThat(next(text, cut))
                .satisfiesAnyOf(
                        more -> assertThat(more).isNull(),
                        more -> assertThat(Bounds.bytes(String.valueOf(more))).isGreaterThan(room));
    }

    private static @Nullable String next(String text, String cut) {
        return cut.length() == text.length() ? null : text.substring(0, text.offsetByCodePoints(cut.length(), 1));
    }

    private static byte[] bytes(String hex) {
        String[] pairs = hex.split(" ");
        byte[] bytes = new byte[pairs.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(pairs[i], 16);
        }
        return bytes;
    }
}

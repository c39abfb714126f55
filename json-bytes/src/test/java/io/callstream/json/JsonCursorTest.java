package io.callstream.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"\"",
                "0",
                "-0",
                "1.5e-7",
                "1E+3",
                "true",
                "false",
                "null",
                " [ 1 , 2 ] ",
                "{\"a\":{\"b\":[{}]},\"c\":\"\\u00e4\\\\\\\"\\/\"}",
                "\"ä漢😀\"",
                "\"\u007f\""
            })
    void jsonIsAccepted(String text) throws InvalidJsonException {
        JsonCursor cursor = new JsonCursor(padded(text));

        cursor.skip();
        cursor.end();

        assertThat(cursor.position()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1,]",
                "[,1]",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "{\"a\":}",
                "01",
                "1.",
                ".5",
                "1e",
                "+1",
                "-",
                "tru",
                "nulll",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "\"\\u12",
                "[1 2]",
                "1 2",
                "'a'",
                "\u00a01",
                "12345678901234567890\"",
                "\"abcdefgh\tabcdefgh\""
            })
    void whatIsNoJsonIsRefused(String text) {
        JsonCursor cursor = new JsonCursor(padded(text));

        assertThatThrownBy(() -> {
                    cursor.skip();
                    cursor.end();
                })
                .isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void nestingHasALimitBeforeTheStackHas() {
        JsonCursor cursor = new JsonCursor(Slice.of("[".repeat(100_000)));

        assertThatThrownBy(cursor::skip)
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageContaining("512");
    }

    @Test
    void namesAreComparedUnescaped() throws InvalidJsonException {
        JsonCursor cursor = new JsonCursor(Slice.of("{\"mod\\u0065l\":1}"));
        cursor.beginObject();
        cursor.nextField();

        assertThat(cursor.keyIs("model".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(cursor.key()).isEqualTo("model");
    }

    /** Text of any length, so that special characters fall on every place of the eight bytes looked at together. */
    @Property
    void stringsAreReadAsTheyWereWritten(@ForAll("texts") String text) throws InvalidJsonException {
        String json = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
        JsonCursor cursor = new JsonCursor(padded(json));

        assertThat(cursor.string()).isEqualTo(text);
        cursor.end();
    }

    @Property
    void noBytesMakeItFailOtherwise(@ForAll byte[] bytes) {
        JsonCursor cursor = new JsonCursor(Slice.of(bytes));
        try {
            Range range = cursor.skip();
            assertThat(range.to()).isLessThanOrEqualTo(bytes.length);
        } catch (InvalidJsonException e) {
            assertThat(e.getMessage()).contains("at byte");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "\"", "\\", "\n", "ä", "漢", "😀", "abcdefgh", "!", "[")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    /** In the middle of an array whose other bytes would be read by mistake. */
    private static Slice padded(String text) {
        byte[] bytes = ("]\"" + text + "\"]").getBytes(StandardCharsets.UTF_8);
        return new Slice(bytes, 2, bytes.length - 4);
    }
}

package io.callstream.gateway.usage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts as bytes, as Java writes them, without making an array for each. */
class Utf8Test {
    private static byte[] encoded(String text, int from, int to) {
        byte[] out = new byte[Utf8.MOST_BYTES * (to - from)];
        return Arrays.copyOf(out, Utf8.encode(text, from, to, out));
    }

    @ParameterizedTest
    @CsvSource({
        "a\u007F, 2",
        "\u0080, 2",
        "\u07FF, 2",
        "\u0800, 3",
        "\uFFFF, 3",
        "\uD83D\uDE00, 4",
        "a\uD83D\uDE00b, 6",
        "'', 0",
    })
    void eachSignHasItsLength(String text, int bytes) {
        assertThat(encoded(text, 0, text.length())).hasSize(bytes).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void halfOfAPairIsAQuestionMark() {
        assertThat(encoded("\uD83D", 0, 1)).isEqualTo(new byte[] {'?'});
        assertThat(encoded("\uDE00x", 0, 2)).isEqualTo(new byte[] {'?', 'x'});
        assertThat(encoded("\uD83D\uDE00", 0, 1))
                .as("its other half is beyond the end")
                .isEqualTo(new byte[] {'?'});
        assertThat(encoded("\uD83D\uDE00", 1, 2)).isEqualTo(new byte[] {'?'});
    }

    @Property(tries = 300)
    void anyTextIsWrittenAsJavaWritesIt(@ForAll @StringLength(max = 40) String text) {
        assertThat(encoded(text, 0, text.length())).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }
}

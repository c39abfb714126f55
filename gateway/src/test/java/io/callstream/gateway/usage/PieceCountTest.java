package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceCountTest {
    private final Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @ParameterizedTest
    @ValueSource(strings = {"one two  three\n", "def f(x):\n    return x + 1\n\n", "日本語 のテキスト、", "naïve 😀 café "})
    void cutAtWhiteSpaceTheCountIsThatOfTheWhole(String part) {
        String text = part.repeat(30_000 / part.length());

        assertThat(PieceCount.of(encoding, text))
                .isCloseTo(encoding.countTokensOrdinary(text), Percentage.withPercentage(0.2));
    }

    @Test
    void aShortTextIsCountedAsItIs() {
        assertThat(PieceCount.of(encoding, "hello world")).isEqualTo(2);
        assertThat(PieceCount.of(encoding, "")).isZero();
    }

    /** Uncut, this takes the encoder longer than anybody waits. */
    @Test
    @Timeout(120)
    void anEndlessWordIsCountedInTime() {
        int length = 25 << 20;

        assertThat(PieceCount.of(encoding, "a".repeat(length))).isBetween(length / 10L, length / 4L);
    }
}

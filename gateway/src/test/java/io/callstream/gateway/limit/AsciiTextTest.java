package io.callstream.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and amounts, put together without a string between. */
class AsciiTextTest {
    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                7,
                10,
                42,
                99,
                100,
                101,
                999,
                1_000,
                4_294_967_296L,
                999_999_999_999_999_999L,
                1_000_000_000_000_000_000L,
                Long.MAX_VALUE,
                -1,
                -10,
                -999,
                -Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void aNumberIsWrittenAsJavaWritesIt(long number) {
        assertThat(new AsciiText().add(number)).hasToString(Long.toString(number));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.000000001",
        "1000000000, 1",
        "1500000000, 1.5",
        "1050000000, 1.05",
        "-500000000, -0.5",
        "-2000000001, -2.000000001",
        "120000000, 0.12",
        "9223372036854775807, 9223372036.854775807"
    })
    void anAmountHasNoZerosAtItsEnd(long nanoUsd, String dollars) {
        assertThat(new AsciiText().addDollars(nanoUsd)).hasToString(dollars);
    }

    @Property(tries = 500)
    void anAmountReadsAsItWasMeant(@ForAll long nanoUsd) {
        assertThat(new BigDecimal(new AsciiText().addDollars(nanoUsd).toString()))
                .isEqualByComparingTo(BigDecimal.valueOf(nanoUsd, 9));
    }

    @Test
    void aLongTextIsKeptWhole() {
        AsciiText text = new AsciiText();

        for (int i = 0; i < 1_000; i++) {
            text.add(AsciiText.of("name: ")).add(i).add('\n');
        }

        assertThat(new String(text.bytes(), StandardCharsets.US_ASCII))
                .startsWith("name: 0\nname: 1\n")
                .endsWith("name: 998\nname: 999\n")
                .hasSize(1_000 * 7 + 2_890);
    }
}

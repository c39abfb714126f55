package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.JsonObject;
import io.callstream.json.Slice;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of tokens as providers write them. */
class TokenNumberTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "0, 0",
                "7, 7",
                "999999999999999999, 999999999999999999",
                "1000000000000000000, -1",
                "99999999999999999999, -1",
                "7.0, 7",
                "7.4, 7",
                "7.5, 8",
                "1.2e1, 12",
                "1e17, 100000000000000000",
                "1e18, -1",
                "1e999, -1",
                "-0.0, 0",
                "-1, -1",
                "-0.4, -1",
                "\"12\", 12",
                "\"12.0\", 12",
                "\"\", -1",
                "\", -1",
                "\"many\", -1",
                "null, -1",
                "true, -1",
                "0.00000000000000000000000000000001, -1",
            })
    void isTheNearestWholeNumberOrUnknown(String written, long number) {
        assertThat(TokenNumber.of(Slice.of(written))).isEqualTo(number);
    }

    @Test
    void ofAFieldThatIsNotThereIsWhatIsSaidInstead() {
        JsonObject usage = new JsonObject().with("a", 5L).with("b", "7").with("c", "x");

        assertThat(TokenNumber.of(usage.value(), "a", 9)).isEqualTo(5);
        assertThat(TokenNumber.of(usage.value(), "b", 9)).isEqualTo(7);
        assertThat(TokenNumber.of(usage.value(), "c", 9)).isEqualTo(9);
        assertThat(TokenNumber.of(usage.value(), "d", 9)).isEqualTo(9);
    }

    @Property(tries = 200)
    void whatIsWrittenIsRead(@ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long number) {
        assertThat(TokenNumber.of(Slice.of(Long.toString(number)))).isEqualTo(number);
        assertThat(TokenNumber.of(Slice.of(number + ".0"))).isEqualTo(number);
        assertThat(TokenNumber.of(Slice.of("\"" + number + "\""))).isEqualTo(number);
    }
}

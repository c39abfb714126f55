package io.callstream.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as plain values, and back. */
class PlainValuesTest {
    @Test
    void readsEveryKindOfValue() throws InvalidJsonException {
        Map<String, Object> read = PlainValues.readObject(
                Slice.of("{\"s\":\"\\u00e4\",\"l\":12,\"n\":-0.5,\"f\":true,\"z\":null,\"a\":[1,{\"b\":[]}]}"));

        assertThat(read)
                .containsEntry("s", "ä")
                .containsEntry("l", 12L)
                .containsEntry("n", new BigDecimal("-0.5"))
                .containsEntry("f", true)
                .containsEntry("z", null)
                .containsEntry("a", List.of(1L, Map.of("b", List.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "{\"a\":[1,2.50,-3,\"\\\"\\u0007\\\\\",true,null],\"b\":{\"c\":{}}}", "\"x\"", "null"
            })
    void whatIsReadIsWrittenAsItWas(String text) throws InvalidJsonException {
        assertThat(PlainValues.write(PlainValues.read(Slice.of(text)))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":}", "[1,]", "{} {}", "NaN", "01", "{\"a\" 1}"})
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> PlainValues.read(Slice.of(text))).isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertThatThrownBy(() -> PlainValues.read(Slice.of("[".repeat(65) + "]".repeat(65))))
                .isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void refusesNumbersThatTakeAgesToHandle() {
        assertThatThrownBy(() -> PlainValues.read(Slice.of("1".repeat(101)))).isInstanceOf(InvalidJsonException.class);
    }
}

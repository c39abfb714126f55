package io.callstream.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact numbers of a file: whatever is one can be reckoned with. */
class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "' 0.5 ', 0.5", "1_000, 1000", "1e-7, 0.0000001", "-3, -3", "1e400, 1e400", "1e-1000, 1e-1000"})
    void aNumberIsReadExactly(String text, BigDecimal number) {
        assertThat(Quantities.exact(text)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1,5", "_1", "1e", "1e-1001", "1e-999999999", "NaN", "Infinity"})
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Quantities.exact(text)).isInstanceOf(NumberFormatException.class);
    }
}

package io.callstream.sql.flink.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionsTest {
    private static final LocalDateTime TIME = LocalDateTime.parse("2026-11-19T15:36:40.394");

    @ParameterizedTest
    @CsvSource({
        "second, 2026-11-19T15:36:40",
        "minutes, 2026-11-19T15:36:00",
        "hour, 2026-11-19T15:00:00",
        "DAY, 2026-11-19T00:00:00",
        "week, 2026-11-16T00:00:00",
        "month, 2026-11-01T00:00:00",
        "quarter, 2026-10-01T00:00:00",
        "year, 2026-01-01T00:00:00"
    })
    void aTimeIsCutToTheBeginningOfItsUnit(String unit, LocalDateTime begin) {
        assertThat(new DateTrunc().eval(unit, TIME)).isEqualTo(begin);
    }

    @ParameterizedTest
    @CsvSource({"minute, 24", "hour, 1", "day, 0", "month, 0"})
    void aDifferenceCountsHowManyUnitsBegin(String unit, long count) {
        assertThat(new DateDiff().eval(unit, TIME, LocalDateTime.parse("2026-11-19T16:00:00")))
                .isEqualTo(count);
    }

    @Test
    void aUnitThatNobodyKnowsIsNamed() {
        assertThatThrownBy(() -> new DateTrunc().eval("fortnight", TIME)).hasMessageContaining("'fortnight'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '@', textBlock = """
        $.a[1].b      | x
        $.a[1]        | {"b":"x"}
        /a/1/b        | x
        a             | [1,{"b":"x"}]
        $."c d"       | 2.5
        $.a[7]        |
        $.none.none   |
        """)
    void aPathFindsAValue(String path, String found) {
        String json = "{\"a\": [1, {\"b\": \"x\"}], \"c d\": 2.5, \"n\": null}";

        assertThat(new JsonExtractString().eval(json, path)).isEqualTo(found);
    }

    @Test
    void whatIsNoJsonHasNoValuesAndWhatIsNoPathIsNamed() {
        assertThat(new JsonExtract().eval("<html>", "$.a")).isNull();
        assertThat(new JsonExtract().eval(null, "$.a")).isNull();
        assertThat(new JsonExtract().eval("{\"a\": \"x\"}", "$.a")).isEqualTo("\"x\"");
        assertThatThrownBy(() -> new JsonExtract().eval("{}", "$..a")).hasMessageContaining("JSON path '$..a'");
    }

    @Test
    void theValueOfTheLargestSkipsRowsWithoutEitherAndCanBeMerged() {
        ValueOfExtreme largest = ValueOfExtreme.largest();
        ValueOfExtreme.Held here = largest.createAccumulator();
        largest.accumulate(here, "a", 1L);
        largest.accumulate(here, null, 9L);
        largest.accumulate(here, "b", null);
        ValueOfExtreme.Held there = largest.createAccumulator();
        largest.accumulate(there, "c", 3L);

        largest.merge(here, List.of(there, largest.createAccumulator()));

        assertThat(largest.getValue(here)).isEqualTo("c");
    }
}

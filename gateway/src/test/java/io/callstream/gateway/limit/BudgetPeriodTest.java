package io.callstream.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetPeriodTest {
    /** A Thursday. */
    private static final Instant NOW = Instant.parse("2026-11-26T17:45:31Z");

    @ParameterizedTest
    @CsvSource({
        "30s, 2026-11-26T17:45:30Z, 2026-11-26T17:46:00Z",
        "15m, 2026-11-26T17:45:00Z, 2026-11-26T18:00:00Z",
        "1h, 2026-11-26T17:00:00Z, 2026-11-26T18:00:00Z",
        "1d, 2026-11-26T00:00:00Z, 2026-11-27T00:00:00Z",
        "7d, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
        "1w, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
        "30d, 2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z",
        "1mo, 2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z",
        "3mo, 2026-10-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "2d, 2026-11-25T00:00:00Z, 2026-11-27T00:00:00Z",
    })
    void aPeriodFollowsTheCalendar(String text, Instant start, Instant end) {
        BudgetPeriod period = BudgetPeriod.parse(text);

        assertThat(period.start(NOW)).isEqualTo(start);
        assertThat(period.end(NOW)).isEqualTo(end);
        assertThat(period.start(end))
                .as("the next one begins where this one ends")
                .isEqualTo(end);
        assertThat(period).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d", "0d", "1y", "-1d", "1.5h", "tomorrow"})
    void whatIsNoPeriodIsSaid(String text) {
        assertThatThrownBy(() -> BudgetPeriod.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void whatWasSpentElsewhereCountsInThePeriodInWhichItWas() {
        Budget budget = new Budget(10L, null, BudgetPeriod.parse("1d"), NOW, 7);

        assertThat(budget.carried(NOW.plusSeconds(60))).isEqualTo(7);
        assertThat(budget.since(NOW.plusSeconds(60))).isEqualTo(NOW);

        Instant tomorrow = NOW.plusSeconds(86_400);

        assertThat(budget.carried(tomorrow)).isZero();
        assertThat(budget.since(tomorrow)).isEqualTo(Instant.parse("2026-11-27T00:00:00Z"));
        assertThat(budget.resetAt(tomorrow)).isEqualTo(Instant.parse("2026-11-28T00:00:00Z"));
    }
}

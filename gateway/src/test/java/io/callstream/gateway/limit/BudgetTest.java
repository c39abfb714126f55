package io.callstream.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money that may be spent, in which time. */
class BudgetTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1000000000",
        "0.1, 100000000",
        "0.000000001, 1",
        "0.0000000004, 0",
        "0.0000000005, 0",
        "0.0000000015, 2",
        "0.00000000050001, 1",
        "1e2, 100000000000",
        "1e-9, 1",
        "9000000000, 9000000000000000000",
        "-0.5, -500000000",
    })
    void dollarsAreNanoDollarsRoundedToTheNearest(String dollars, long nano) {
        assertThat(Budget.nanoUsd(new BigDecimal(dollars))).isEqualTo(nano);
    }

    @Test
    void moreThanThereIsIsNoAmount() {
        assertThatThrownBy(() -> Budget.nanoUsd(new BigDecimal("9300000000"))).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, , 0, max_budget is negative (expected 0 or more)",
        ", -1, 0, soft_budget is negative (expected 0 or more)",
        ", , -1, spend is negative (expected 0 or more)",
    })
    void anAmountBelowNothingIsNamed(@Nullable Long limit, @Nullable Long soft, long spent, String says) {
        assertThatThrownBy(() -> new Budget(limit, soft, null, null, spent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(says);
    }

    @Test
    void aBudgetThatLimitsNothingIsNone() {
        assertThat(Budget.NONE.none()).isTrue();
        assertThat(Budget.of(null, BudgetPeriod.parse("1d")).none()).isTrue();
        assertThat(Budget.of(0L, null).none()).isFalse();
        assertThat(new Budget(null, 5L, null, null, 0).none()).isFalse();
    }

    @Test
    void aRaiseHoldsUntilItEndsAndNeedsALimit() {
        Instant end = Instant.parse("2030-02-01T00:00:00Z");
        Budget raised = Budget.of(10L, null).raised(new Budget.Raise(5, end));

        assertThat(raised.limitAt(end.minusNanos(1))).isEqualTo(15);
        assertThat(raised.limitAt(end)).isEqualTo(10);
        assertThat(Budget.of(10L, null).limitAt(end)).isEqualTo(10);
        assertThat(Budget.NONE.raised(new Budget.Raise(5, end)).limitAt(Instant.EPOCH))
                .isNull();
        assertThat(Budget.of(Long.MAX_VALUE - 4, null)
                        .raised(new Budget.Raise(5, end))
                        .limitAt(Instant.EPOCH))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Budget.of(Long.MAX_VALUE - 5, null)
                        .raised(new Budget.Raise(5, end))
                        .limitAt(Instant.EPOCH))
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "1d, 2030-01-03T11:00:00Z, 2030-01-03T11:00:00Z, 7",
        "1d, 2030-01-03T00:00:00Z, 2030-01-03T00:00:00Z, 7",
        "1d, 2030-01-02T23:59:59Z, 2030-01-03T00:00:00Z, 0",
        "1d, ,                     2030-01-03T00:00:00Z, 0",
        ",   2020-01-01T00:00:00Z, 2020-01-01T00:00:00Z, 7",
        ",   ,                     1970-01-01T00:00:00Z, 0",
    })
    void whatWasSpentBeforeCountsInItsPeriodAlone(
            @Nullable String period, @Nullable Instant started, Instant since, long carried) {
        Instant now = Instant.parse("2030-01-03T12:00:00Z");
        BudgetPeriod length = period == null ? null : BudgetPeriod.parse(period);
        Budget budget = new Budget(10L, null, length, started, 7);

        assertThat(budget.since(now)).isEqualTo(since);
        assertThat(budget.carried(now)).isEqualTo(carried);
        assertThat(budget.resetAt(now)).isEqualTo(period == null ? null : Instant.parse("2030-01-04T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0mo", "1234567d", "1 d", "1D", "1dd", "+1d", "\u0661d", "1m o", "1min"})
    void whatIsNoLengthIsSaid(String text) {
        assertThatThrownBy(() -> BudgetPeriod.parse(text)).hasMessageMatching("(?s)is .*\\(expected .*\\)");
    }

    /** Whoever looks at a clock agrees on when a period begins. */
    @Property(tries = 300)
    void everyTimeLiesInOnePeriod(
            @ForAll @IntRange(min = 1, max = 999_999) int count,
            @ForAll BudgetPeriod.Unit unit,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
        BudgetPeriod period = new BudgetPeriod(count, unit);
        Instant time = Instant.ofEpochSecond(second);
        Instant start = period.start(time);
        Instant end = period.end(time);

        assertThat(start).isBeforeOrEqualTo(time);
        assertThat(end).isAfter(time);
        assertThat(period.start(end)).isEqualTo(end);
        assertThat(period.start(end.minusNanos(1))).isEqualTo(start);
        assertThat(BudgetPeriod.parse(period.toString())).isEqualTo(period);
    }
}

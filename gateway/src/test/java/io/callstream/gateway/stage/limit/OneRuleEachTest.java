package io.callstream.gateway.stage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.LimitSubject.Kind;
import io.callstream.gateway.limit.RateLimits;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the file and the table both limit is counted once. */
class OneRuleEachTest {
    /** {@code rpm tpm parallel budget period}, with {@code -} for what is not said. */
    private static LimitRule rule(LimitSubject subject, String said) {
        String[] parts = said.split(" ");
        BudgetPeriod period = parts[4].equals("-") ? null : BudgetPeriod.parse(parts[4]);
        return new LimitRule(
                subject,
                new RateLimits(number(parts[0]), number(parts[1]), number(parts[2])),
                Budget.of(number(parts[3]), period));
    }

    private static @Nullable Long number(String text) {
        return text.equals("-") ? null : Long.valueOf(text);
    }

    private static String said(LimitRule rule) {
        return String.join(
                " ",
                Arrays.asList(
                        shown(rule.rates().rpm()),
                        shown(rule.rates().tpm()),
                        shown(rule.rates().parallel()),
                        shown(rule.budget().limitNanoUsd()),
                        shown(rule.budget().period())));
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "5 - - - -,    - - - - -,    5 - - - -",
        "- - - - -,    5 6 7 - -,    5 6 7 - -",
        "5 9 1 - -,    6 8 1 - -,    5 8 1 - -",
        "0 - - - -,    5 - - - -,    0 - - - -",
        "- - - 9 1d,   - - - 7 1d,   - - - 7 1d",
        "- - - 7 1d,   - - - 9 1d,   - - - 7 1d",
        "- - - 7 1d,   - - - 9 7d,   - - - 9 7d",
        "- - - 7 -,    - - - 9 7d,   - - - 9 7d",
        "- - - 7 -,    - - - 9 -,    - - - 7 -",
        "- - - 7 1d,   5 - - - -,    5 - - 7 1d",
        "5 - - - -,    - - - 7 1d,   5 - - 7 1d",
        "- - - 7 1d,   - - - - 7d,   - - - 7 1d",
    })
    void ofTwoLimitsOfOneTheSmallerCounts(String file, String made, String both) {
        LimitSubject bob = new LimitSubject(Kind.END_USER, "bob");

        List<LimitRule> rules = OneRuleEach.of(List.of(rule(bob, file)), List.of(rule(bob, made)));

        assertThat(rules).singleElement().satisfies(rule -> {
            assertThat(rule.subject()).isEqualTo(bob);
            assertThat(said(rule)).isEqualTo(both);
        });
    }

    @Test
    void othersStayWhoTheyAre() {
        LimitRule user = rule(new LimitSubject(Kind.END_USER, "x"), "1 - - - -");
        LimitRule tag = rule(new LimitSubject(Kind.TAG, "x"), "2 - - - -");
        LimitRule other = rule(new LimitSubject(Kind.TAG, "y"), "3 - - - -");

        assertThat(OneRuleEach.of(List.of(user), List.of(tag, other))).containsExactly(user, tag, other);
        assertThat(OneRuleEach.of(List.of(tag, user), List.of(tag))).containsExactly(tag, user);
    }
}

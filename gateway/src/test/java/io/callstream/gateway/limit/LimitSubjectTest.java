package io.callstream.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.limit.LimitSubject.Kind;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom limits count, and what they may say. */
class LimitSubjectTest {
    @Test
    void twoTogetherAreTakenApart() {
        LimitSubject both = LimitSubject.of(Kind.TEAM_MEMBER, "core", "ann");

        assertThat(both.first()).isEqualTo("core");
        assertThat(both.second()).isEqualTo("ann");
        assertThat(both).isEqualTo(LimitSubject.of(Kind.TEAM_MEMBER, "core", "ann"));
        assertThat(both).isNotEqualTo(LimitSubject.of(Kind.TEAM_MEMBER, "cor", "eann"));
        assertThat(both).isNotEqualTo(LimitSubject.of(Kind.ORGANIZATION_MEMBER, "core", "ann"));
        assertThat(new LimitSubject(Kind.TEAM, "core").first()).isEqualTo("core");
        assertThat(new LimitSubject(Kind.TEAM, "core").second()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"KEY, KEY_WINDOW", "TEAM, TEAM_WINDOW", "USER, USER_WINDOW"})
    void severalBudgetsOfOneAreSeveralSubjectsOfOneSpender(Kind kind, Kind window) {
        LimitSubject one = new LimitSubject(kind, "x");

        LimitSubject day = one.window(BudgetPeriod.parse("1d"));

        assertThat(day).isEqualTo(LimitSubject.of(window, "x", "1d"));
        assertThat(day).isNotEqualTo(one.window(BudgetPeriod.parse("24h")));
        assertThat(day.spender()).isEqualTo(one);
        assertThat(one.spender()).isSameAs(one);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"KEY", "TEAM", "USER"})
    void othersHaveOneAtMost(Kind kind) {
        assertThat(new LimitSubject(kind, "x").window(BudgetPeriod.parse("1d"))).isNull();
    }

    /** They stand in topics. */
    @Test
    void noWordIsOfTwoKinds() {
        Set<String> words = new HashSet<>();
        for (Kind kind : Kind.values()) {
            assertThat(words.add(kind.word())).as(kind.word()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1, , , rpm_limit is -1 (expected 0 or more)",
        ", -5, , tpm_limit is -5 (expected 0 or more)",
        ", , -2, max_parallel_requests is -2 (expected 0 or more)",
    })
    void aRateBelowNothingIsNamed(@Nullable Long rpm, @Nullable Long tpm, @Nullable Long parallel, String says) {
        assertThatThrownBy(() -> new RateLimits(rpm, tpm, parallel)).hasMessage(says);
    }

    @Test
    void aRuleLimitsSomethingWhenItSaysAnything() {
        assertThat(LimitRule.of(LimitSubject.GLOBAL, RateLimits.NONE).none()).isTrue();
        assertThat(LimitRule.of(LimitSubject.GLOBAL, new RateLimits(0L, null, null))
                        .none())
                .isFalse();
        assertThat(LimitRule.of(LimitSubject.GLOBAL, new RateLimits(null, 0L, null))
                        .none())
                .isFalse();
        assertThat(LimitRule.of(LimitSubject.GLOBAL, new RateLimits(null, null, 0L))
                        .none())
                .isFalse();
        assertThat(LimitRule.of(LimitSubject.GLOBAL, Budget.of(0L, null)).none())
                .isFalse();
    }
}

package io.callstream.gateway.limit.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Calls that several rules count together: all of them let it through, or none has counted it. */
class LimiterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final LimitSubject TEAM = new LimitSubject(LimitSubject.Kind.TEAM, "t");
    private static final Demand DEMAND = new Demand(10, 20, (in, out) -> in + out);
    private static final LimitRule KEY_RULE =
            new LimitRule(LimitSubject.key("k"), new RateLimits(5L, 100L, 5L), Budget.of(1_000L, null));

    private final AtomicLong nanos = new AtomicLong(1_000 * SECOND);
    private final AtomicInteger begun = new AtomicInteger();
    private final Limiter limiter = new Limiter(
            "here", nanos::get, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), SpendLedger.NONE, begun::incrementAndGet);

    private Verdict take(LimitRule... rules) {
        return limiter.take(List.of(rules), DEMAND);
    }

    private static Refusal refusal(Verdict verdict) {
        return ((Verdict.Refused) verdict).refusal();
    }

    private UsageReport report(LimitSubject subject) {
        LimitAccount account = Objects.requireNonNull(limiter.account(subject));
        return account.report(account.budget().own(), limiter.now());
    }

    private static LimitRule team(RateLimits rates, Budget budget) {
        return new LimitRule(TEAM, rates, budget);
    }

    @Test
    void whatALaterRuleRefusesNoEarlierOneHasCounted() {
        Verdict verdict = take(KEY_RULE, team(new RateLimits(0L, null, null), Budget.NONE));

        assertThat(refusal(verdict).kind()).isEqualTo(LimitKind.REQUESTS);
        assertThat(report(KEY_RULE.subject()).rates()).isEqualTo(new UsageReport.RatesUsed(0, 0, 0, 0, 0));
        assertThat(report(KEY_RULE.subject()).money().reserved()).isZero();
        assertThat(limiter.unsettled()).isZero();
    }

    @Test
    void ofOneRuleTheRatesAreGivenBackWhenItsBudgetIsSpent() {
        LimitRule rule = team(new RateLimits(5L, 100L, 5L), Budget.of(0L, null));

        assertThat(refusal(take(rule)).kind()).isEqualTo(LimitKind.BUDGET);
        assertThat(report(TEAM).rates()).isEqualTo(new UsageReport.RatesUsed(0, 0, 0, 0, 0));
        assertThat(limiter.unsettled()).isZero();
    }

    @Test
    void aCallIsCountedByEveryRuleUntilItIsSettledOnce() {
        Verdict verdict = take(KEY_RULE, team(new RateLimits(null, null, 1L), Budget.NONE));
        assertThat(limiter.unsettled()).isEqualTo(2);
        assertThat(refusal(take(team(new RateLimits(null, null, 1L), Budget.NONE)))
                        .kind())
                .isEqualTo(LimitKind.PARALLEL);

        CallLeases.endsWith(verdict, 12);
        CallLeases.endsWith(verdict, 500);

        assertThat(limiter.unsettled()).isZero();
        assertThat(limiter.spentNanoUsd(KEY_RULE)).isEqualTo(12);
        assertThat(report(KEY_RULE.subject()).rates().parallel()).isZero();
        assertThat(take(team(new RateLimits(null, null, 1L), Budget.NONE))).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void aSubjectIsBegunOnce() {
        take(KEY_RULE);
        take(KEY_RULE, team(new RateLimits(9L, null, null), Budget.NONE));

        assertThat(begun).hasValue(2);
        assertThat(limiter.subjects()).isEqualTo(2);
    }

    @Test
    void whatLetsNothingThroughIsReachedBeforeWhatIsOnlyToBeKeptTo() {
        LimitRule slow = team(new RateLimits(0L, null, null), Budget.NONE);
        LimitRule spent = LimitRule.of(LimitSubject.key("k"), Budget.of(0L, null));

        assertThat(limiter.reached(List.of(slow, spent)))
                .extracting(Refusal::kind)
                .isEqualTo(LimitKind.BUDGET);
        assertThat(limiter.reached(List.of(spent, slow)))
                .extracting(Refusal::kind)
                .isEqualTo(LimitKind.BUDGET);
        assertThat(limiter.reached(List.of(slow, KEY_RULE)))
                .extracting(Refusal::kind)
                .isEqualTo(LimitKind.REQUESTS);
        assertThat(limiter.reached(List.of(KEY_RULE))).isNull();
        assertThat(report(KEY_RULE.subject()).rates().requests())
                .as("to ask takes nothing")
                .isZero();
    }

    @Test
    void aSpentBudgetSaysWhenItBeginsAnew() {
        LimitRule rule = team(RateLimits.NONE, Budget.of(10L, BudgetPeriod.parse("1h")));
        CallLeases.endsWith(take(rule), 10);

        Refusal refusal = refusal(take(rule));

        assertThat(refusal).isEqualTo(new Refusal(LimitKind.BUDGET, rule, 10, 10, 30, 3_601));
        assertThat(refusal(take(team(RateLimits.NONE, Budget.of(10L, null)))).retrySeconds())
                .isNegative();
    }

    @Test
    void completionsOfUnknownLengthAreReservedAsTheLongestOfLate() {
        Demand unbounded = new Demand(10, -1, (in, out) -> out);
        LimitRule rule = team(RateLimits.NONE, Budget.of(1_000_000L, null));
        Verdict first = limiter.take(List.of(rule), unbounded);
        assertThat(report(TEAM).money().reserved()).isEqualTo(Demand.USUAL_OUTPUT);

        ((Verdict.Granted) first).lease().settle(300, 290, 290);
        limiter.take(List.of(rule), unbounded);

        assertThat(report(TEAM).money().reserved()).isEqualTo(290);
    }

    @Test
    void refusalsAndWaitsAreCountedByThemselves() {
        limiter.refused(LimitKind.TOKENS);
        limiter.refused(LimitKind.TOKENS);
        limiter.waited();

        assertThat(limiter.refusals(LimitKind.TOKENS)).isEqualTo(2);
        assertThat(limiter.refusals(LimitKind.REQUESTS)).isZero();
        assertThat(limiter.waits()).isEqualTo(1);
    }
}

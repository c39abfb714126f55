package io.callstream.gateway.limit.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call has taken of somebody's limits, and what becomes of it at its end: whether it was asked for or only counted. */
class HeldTest {
    private static final Moment NOW = new Moment(1_000_000_000_000L, Instant.EPOCH);
    private static final LimitRule RULE =
            new LimitRule(LimitSubject.key("k"), new RateLimits(5L, 100L, 2L), Budget.of(1_000L, null));
    private static final Demand DEMAND = new Demand(10, 20, (prompt, output) -> prompt + output);

    private final LimitAccount account =
            new LimitAccount(RULE.subject(), new Peers("here"), SpendLedger.NONE, changed -> {}, NOW);

    private Held take(boolean asks) {
        assertThat(account.pin(NOW)).isTrue();
        Held held = new Held(account, NOW.second());
        if (asks) {
            assertThat(account.take(RULE, DEMAND, NOW, held)).isNull();
        } else {
            account.count(RULE, DEMAND, NOW, held);
        }
        return held;
    }

    private void uses(long requests, long tokens, int parallel, long reserved, long spent) {
        UsageReport.RatesUsed used = account.rates().report(NOW);
        assertThat(used).isEqualTo(new UsageReport.RatesUsed(requests, tokens, requests, tokens, parallel));
        assertThat(account.budget().own().reserved()).isEqualTo(reserved);
        assertThat(account.budget().own().spent()).isEqualTo(spent);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallTakesOfEachLimit(boolean asks) {
        take(asks);

        uses(1, 30, 1, 30, 0);
        assertThat(account.pins()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsPlaceIsFreeOnceAndForAllWhenItEnds(boolean asks) {
        take(asks);
        Held held = take(asks);

        held.end();
        held.end();

        uses(2, 60, 1, 60, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatItUsedTakesThePlaceOfWhatItMightHave(boolean asks) {
        Held held = take(asks);
        held.end();

        held.settle(12, 7, NOW);

        uses(1, 12, 0, 0, 7);
        assertThat(account.pins()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatNobodyKnowsIsTakenForAllThatItMightHave(boolean asks) {
        Held held = take(asks);
        held.end();

        held.settle(-1, 7, NOW);

        uses(1, 30, 0, 0, 7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatNeverWasGivesAllOfItBack(boolean asks) {
        Held held = take(asks);

        held.undo(NOW);

        uses(0, 0, 0, 0, 0);
        assertThat(account.pins()).isZero();
    }
}

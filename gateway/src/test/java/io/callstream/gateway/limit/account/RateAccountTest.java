package io.callstream.gateway.limit.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one subject has used of its rates: what is taken, refused, given back, and known of other gateways. */
class RateAccountTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int MINUTE = 61;

    private long second = 1_000;
    private final RateAccount account = new RateAccount(now());

    private Moment now() {
        return new Moment(second * SECOND, Instant.EPOCH);
    }

    private static LimitRule rule(@Nullable Long rpm, @Nullable Long tpm, @Nullable Long parallel) {
        return LimitRule.of(LimitSubject.key("k"), new RateLimits(rpm, tpm, parallel));
    }

    private static Demand tokens(long count) {
        return new Demand(count, 0, (in, out) -> 0);
    }

    private Held held() {
        LimitAccount whole =
                new LimitAccount(LimitSubject.key("k"), new Peers("one"), SpendLedger.NONE, changed -> {}, now());
        return new Held(whole, second);
    }

    private @Nullable Refusal take(LimitRule rule, long tokens) {
        return account.take(rule, tokens(tokens), now(), held());
    }

    @Test
    void soManyCallsAtOnceAndNoMore() {
        LimitRule two = rule(null, null, 2L);
        assertThat(take(two, 0)).isNull();
        assertThat(take(two, 0)).isNull();
        assertThat(account.reached(two, now())).isEqualTo(take(two, 0));

        assertThat(take(two, 0)).isEqualTo(new Refusal(LimitKind.PARALLEL, two, 2, 2, 1, 1));

        account.leave();
        assertThat(account.reached(two, now())).isNull();
        assertThat(take(two, 0)).isNull();
    }

    @Test
    void callsOfOtherGatewaysTakePlacesToo() {
        LimitRule two = rule(null, null, 2L);
        account.parallelOfOthers(1);

        assertThat(take(two, 0)).isNull();

        Refusal full = new Refusal(LimitKind.PARALLEL, two, 2, 2, 1, 1);
        assertThat(take(two, 0)).isEqualTo(full);
        assertThat(account.reached(two, now())).isEqualTo(full);
    }

    @Test
    void requestsOfAMinute() {
        LimitRule one = rule(1L, null, null);
        assertThat(take(one, 0)).isNull();
        assertThat(account.requestsLeft(3, now())).isEqualTo(2);

        second += 10;
        assertThat(take(one, 0)).isEqualTo(new Refusal(LimitKind.REQUESTS, one, 1, 1, 1, MINUTE - 10));
        assertThat(account.reached(one, now())).isEqualTo(take(one, 0));
        assertThat(account.requestsReset(1, now())).isEqualTo(MINUTE - 10);

        second += MINUTE - 10;
        assertThat(account.reached(one, now())).isNull();
        assertThat(take(one, 0)).isNull();
    }

    @Test
    void tokensOfAMinute() {
        LimitRule ten = rule(null, 10L, null);
        assertThat(take(ten, 6)).isNull();
        assertThat(account.tokensLeft(10, now())).isEqualTo(4);

        assertThat(take(ten, 5)).isEqualTo(new Refusal(LimitKind.TOKENS, ten, 10, 6, 5, MINUTE));
        assertThat(take(ten, 4)).isNull();
        assertThat(account.reached(ten, now())).isEqualTo(new Refusal(LimitKind.TOKENS, ten, 10, 10, 1, MINUTE));
        assertThat(account.tokensReset(10, now())).isEqualTo(MINUTE);
    }

    @Test
    void whatCanNeverPassHasNoTimeToTryAgain() {
        assertThat(take(rule(0L, null, null), 0))
                .extracting(Refusal::retrySeconds)
                .isEqualTo(-1L);
        assertThat(take(rule(null, 10L, null), 11))
                .extracting(Refusal::retrySeconds)
                .isEqualTo(-1L);
        assertThat(take(rule(null, 10L, null), 10)).isNull();
    }

    @Test
    void aCallOfUnknownLengthTakesAToken() {
        LimitRule one = rule(null, 1L, null);

        assertThat(take(one, 0)).isNull();

        assertThat(take(one, 0)).isNotNull();
    }

    @Test
    void whoeverIsRefusedTakesNothingOfWhatComesLater() {
        LimitRule rule = rule(1L, 10L, null);
        take(rule, 1);

        take(rule, 1);

        assertThat(account.tokensLeft(10, now())).isEqualTo(9);
    }

    @Test
    void aCallThatNeverWasGivesItsRequestBack() {
        LimitRule one = rule(1L, null, null);
        take(one, 0);
        long at = second;
        second += 5;

        account.giveBackRequest(at, second);

        assertThat(account.report(now()).requests()).isZero();
        assertThat(take(one, 0)).isNull();
    }

    @Test
    void fewerTokensAreGivenBackWhereTheyWereTakenAndMoreCountNow() {
        take(rule(null, 100L, null), 50);
        long at = second;
        second += 30;
        account.correctTokens(-20, at, second);
        assertThat(account.tokensLeft(100, now())).isEqualTo(70);

        account.correctTokens(15, at, second);
        assertThat(account.tokensLeft(100, now())).isEqualTo(55);

        second += MINUTE - 30;
        assertThat(account.tokensLeft(100, now()))
                .as("what was used later still counts")
                .isEqualTo(85);
    }

    @Test
    void deploymentsCountWhateverIsLeft() {
        LimitRule all = rule(1L, 10L, 1L);
        for (int i = 0; i < 2; i++) {
            account.count(all, tokens(8), now(), held());
        }

        UsageReport.RatesUsed used = account.report(now());
        assertThat(used.requests()).isEqualTo(2);
        assertThat(used.minuteRequests()).isEqualTo(2);
        assertThat(used.tokens()).isEqualTo(16);
        assertThat(used.minuteTokens()).isEqualTo(16);
        assertThat(used.parallel()).isEqualTo(2);
        assertThat(account.reached(all, now())).extracting(Refusal::kind).isEqualTo(LimitKind.PARALLEL);
    }

    @Test
    void whatIsNotLimitedIsNotCounted() {
        account.count(rule(null, null, null), tokens(8), now(), held());
        take(rule(null, null, null), 8);

        assertThat(account.report(now())).isEqualTo(new UsageReport.RatesUsed(0, 0, 0, 0, 0));
    }

    @Test
    void whatOthersUsedCountsAndIsNotReportedAsOwn() {
        account.usedByOthers(3, 30, now());

        assertThat(account.requestsLeft(10, now())).isEqualTo(7);
        assertThat(account.tokensLeft(100, now())).isEqualTo(70);
        assertThat(account.report(now()).requests()).isZero();
        assertThat(account.report(now()).tokens()).isZero();
    }

    @Test
    void whatAnotherHadSeenBeforeIsFilledUpAndSpreadOverItsMinute() {
        account.usedByOthers(10, 0, now());

        account.foundUsed(new UsageReport.RatesUsed(0, 0, 70, 5, 0), now());
        assertThat(account.requestsLeft(100, now())).isEqualTo(30);
        assertThat(account.tokensLeft(100, now())).isEqualTo(95);

        second += 31;
        assertThat(account.requestsLeft(100, now())).isEqualTo(60);

        account.foundUsed(new UsageReport.RatesUsed(0, 0, 1, 1, 0), now());
        assertThat(account.requestsLeft(100, now())).as("it knew of less").isEqualTo(60);
    }
}

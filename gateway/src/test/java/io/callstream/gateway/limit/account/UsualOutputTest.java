package io.callstream.gateway.limit.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a call reserves of a budget that does not say how long its completion may be: as much as they took of late. */
class UsualOutputTest {
    private static final long LIMIT = 5_000;
    private static final List<LimitRule> RULES = List.of(LimitRule.of(LimitSubject.key("k"), Budget.of(LIMIT, null)));
    /** A completion's token costs a billionth of a dollar, the prompt nothing. */
    private static final Demand UNSAID = new Demand(10, -1, (prompt, output) -> output);

    private final Limiter limiter =
            new Limiter("here", () -> 1, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), SpendLedger.NONE, () -> {});

    private CallLease begin(Demand demand) {
        Verdict verdict = limiter.take(RULES, demand);
        assertThat(verdict).isInstanceOf(Verdict.Granted.class);
        return ((Verdict.Granted) verdict).lease();
    }

    private static void end(CallLease lease, long output) {
        lease.end();
        lease.settle(10 + output, output, 0);
    }

    /** How much the next call reserves. */
    private long reserved() {
        CallLease lease = begin(UNSAID);
        LimitAccount account = limiter.account(LimitSubject.key("k"));
        assertThat(account).isNotNull();
        long reserved = account.budget().own().reserved();
        lease.end();
        lease.settle(0, 0, 0);
        return reserved;
    }

    @Test
    void asLongAsNoneWasSeenACompletionIsTakenForALongOne() {
        assertThat(reserved()).isEqualTo(Demand.USUAL_OUTPUT);
    }

    @Test
    void theLongestSeenIsUsual() {
        end(begin(UNSAID), 64);
        end(begin(UNSAID), 7);
        assertThat(reserved()).as("it is forgotten slowly").isEqualTo(63);

        end(begin(UNSAID), 100);
        assertThat(reserved()).isEqualTo(100);
    }

    @Test
    void whoSaysHowLongItMayBeTellsNothingOfTheOthers() {
        end(begin(new Demand(10, 3, (prompt, output) -> output)), 3);

        assertThat(reserved()).isEqualTo(Demand.USUAL_OUTPUT);
    }

    @Test
    void aCallThatGotNothingSaysNothingOfLengths() {
        end(begin(UNSAID), 0);
        end(begin(UNSAID), -1);

        assertThat(reserved()).isEqualTo(Demand.USUAL_OUTPUT);
        CallLease first = begin(UNSAID);
        assertThat(limiter.take(RULES, UNSAID))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.refusal().kind()).isEqualTo(LimitKind.BUDGET_RESERVED));
        end(first, 10);
    }

    @Test
    void aLeaseIsSettledOnce() {
        CallLease lease = begin(UNSAID);
        lease.end();
        lease.settle(20, 10, 30);
        lease.settle(20, 10, 30);

        assertThat(limiter.spentNanoUsd(RULES.get(0))).isEqualTo(30);
        assertThat(limiter.unsettled()).isZero();
    }
}

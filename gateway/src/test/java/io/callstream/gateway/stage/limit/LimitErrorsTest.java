package io.callstream.gateway.stage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import io.callstream.gateway.limit.account.LimitKind;
import io.callstream.gateway.limit.account.Refusal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers over a limit are told, in LiteLLM's words; never a key, nor what stands for one. */
class LimitErrorsTest {
    private static final String HASH = "0123456789abcdef";

    private static CallError error(LimitKind kind, LimitSubject subject, long limit, long used, long asked) {
        return LimitErrors.of(new Refusal(kind, LimitRule.of(subject, RateLimits.NONE), limit, used, asked, 1));
    }

    private static LimitSubject window(LimitSubject of) {
        return Objects.requireNonNull(of.window(BudgetPeriod.parse("7d")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REQUESTS | 10 | 10 | 1  | Limit type: requests. Current limit: 10, Remaining: 0.",
                "REQUESTS | 10 | 12 | 1  | Limit type: requests. Current limit: 10, Remaining: 0.",
                "TOKENS   | 10 | 4  | 10 | Limit type: tokens. Current limit: 10, Remaining: 6.",
                "TOKENS   | 10 | 4  | 11 | Limit type: tokens. Current limit: 10, Remaining: 6."
                        + " The request alone may use 11; lower max_tokens.",
                "REQUESTS | 0  | 0  | 1  | Limit type: requests. Current limit: 0, Remaining: 0.",
                "PARALLEL | 2  | 2  | 1  | Limit type: max_parallel_requests. Current limit: 2, Remaining: 0.",
            })
    void aRateIsToldWithWhatIsLeft(LimitKind kind, long limit, long used, long asked, String says) {
        CallError error = error(kind, LimitSubject.key(HASH), limit, used, asked);

        assertThat(error.error()).isEqualTo(GatewayError.LIMIT_EXCEEDED);
        assertThat(error.message()).isEqualTo("Rate limit exceeded for key. " + says);
    }

    @Test
    void aSpentBudgetIsToldInDollars() {
        CallError error =
                error(LimitKind.BUDGET, new LimitSubject(LimitSubject.Kind.TEAM, "t"), 1_500_000_000, 2_000_000_001, 0);

        assertThat(error.error()).isEqualTo(GatewayError.BUDGET_EXCEEDED);
        assertThat(error.message())
                .isEqualTo("Budget has been exceeded! The team's current cost: 2.000000001, max budget: 1.5");
    }

    @ParameterizedTest
    @CsvSource({"KEY, Key", "TEAM, Team=0123456789abcdef", "USER, User=0123456789abcdef"})
    void oneOfSeveralBudgetsIsToldByItsLength(LimitSubject.Kind kind, String who) {
        CallError error =
                error(LimitKind.BUDGET, window(new LimitSubject(kind, HASH)), 1_000_000_000, 1_250_000_000, 0);

        assertThat(error.message()).isEqualTo("ExceededBudget: " + who + " over 7d budget. Spend=$1.25, Limit=$1");
    }

    @Test
    void aBudgetThatCallsUnderWayMayUseUpIsNoSpentOne() {
        CallError error = error(LimitKind.BUDGET_RESERVED, LimitSubject.key(HASH), 1_000_000_000, 1, 0);

        assertThat(error.error()).isEqualTo(GatewayError.LIMIT_EXCEEDED);
        assertThat(error.message()).contains("reserved by calls under way (max budget: 1)", "max_tokens");
    }

    @ParameterizedTest
    @CsvSource({"REQUESTS", "TOKENS", "PARALLEL", "BUDGET", "BUDGET_RESERVED"})
    void noKeyIsNamed(LimitKind kind) {
        LimitSubject key = LimitSubject.key(HASH);

        assertThat(error(kind, key, 1, 1, 1).message()).doesNotContain(HASH);
        assertThat(error(kind, window(key), 1, 1, 1).message()).doesNotContain(HASH);
        assertThat(error(kind, key, 1, 1, 1).recorded()).doesNotContain(HASH);
    }
}

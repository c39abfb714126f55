package io.callstream.gateway.stage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.call.StageRig;
import io.callstream.gateway.config.PricesConfig;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import io.callstream.gateway.limit.account.LimitKind;
import io.callstream.gateway.limit.account.Limiter;
import io.callstream.gateway.limit.account.SpendLedger;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.usage.Pricing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Calls within and over the limits that several sources say. */
class RateLimitStageTest {
    private static final LimitSubject TAG = new LimitSubject(LimitSubject.Kind.TAG, "x");
    private static final String CHAT = "{'model':'m','max_tokens':5,'messages':[{'role':'user','content':'Hi'}]}";

    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
    private final Limiter limiter =
            new Limiter("here", nanos::get, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), SpendLedger.NONE, () -> {});

    private StageRig rig(LimitSource... sources) {
        CallDemand demand =
                new CallDemand(new Routes(List.of()), Pricing.load(new PricesConfig(Optional.empty()), List.of()));
        return StageRig.as(
                null, Grant.FREE, new RateLimitStage(limiter, List.of(sources), demand, Duration.ofSeconds(1)));
    }

    private static LimitSource rpm(LimitSubject subject, long rpm) {
        return call -> List.of(LimitRule.of(subject, new RateLimits(rpm, null, null)));
    }

    @Test
    void aCallCountsOnceForATagThatTheFileAndTheTableLimit() {
        try (StageRig rig = rig(rpm(TAG, 4), rpm(TAG, 10))) {
            for (int i = 0; i < 4; i++) {
                assertThat(rig.chat(CHAT)).isEqualTo("passed");
            }

            assertThat(rig.chat(CHAT))
                    .startsWith("429 ")
                    .contains("Rate limit exceeded for tag. Limit type: requests. Current limit: 4, Remaining: 0.");
            assertThat(limiter.refusals(LimitKind.REQUESTS)).isEqualTo(1);
        }
    }

    @Test
    void aCallHasToBeWithinTheLimitsOfAllSources() {
        LimitSubject other = new LimitSubject(LimitSubject.Kind.END_USER, "bob");
        try (StageRig rig = rig(rpm(TAG, 10), call -> List.of(), rpm(other, 1))) {
            assertThat(rig.chat(CHAT)).isEqualTo("passed");
            assertThat(rig.chat(CHAT)).startsWith("429 ").contains("Rate limit exceeded for end_user.");
        }
    }

    @Test
    void withoutRulesNothingIsCounted() {
        try (StageRig rig = rig(call -> List.of(), call -> List.of())) {
            assertThat(rig.chat(CHAT)).isEqualTo("passed");
            assertThat(limiter.subjects()).isZero();
        }
    }

    @Test
    void aBudgetOfNothingLetsNothingThrough() {
        try (StageRig rig = rig(call -> List.of(LimitRule.of(TAG, Budget.of(0L, null))))) {
            assertThat(rig.chat(CHAT))
                    .startsWith("429 ")
                    .contains("Budget has been exceeded! The tag's current cost: 0, max budget: 0", "budget_exceeded");
            assertThat(rig.told()).containsExactly("PRE_CALL", "FAILURE");
        }
    }

    @Test
    void tokensThatARequestAsksForAreTaken() {
        try (StageRig rig = rig(call -> List.of(LimitRule.of(TAG, new RateLimits(null, 4L, null))))) {
            assertThat(rig.chat(CHAT))
                    .startsWith("429 ")
                    .contains("Limit type: tokens. Current limit: 4, Remaining: 4. The request alone may use ");
        }
    }
}

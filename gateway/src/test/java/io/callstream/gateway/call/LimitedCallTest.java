package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.gateway.limit.account.LimitKind;
import io.callstream.gateway.upstream.ProviderWire;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls of a key with limits, from the request to the last event. */
class LimitedCallTest {
    private static final String TEN_TOKENS = "{\"id\":\"a\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":"
            + "{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":6,\"total_tokens\":10}}";

    /** With a price of a dollar for every thousand tokens: a call of ten tokens costs a cent. */
    private static CallRig rig(String limits) {
        return new CallRig("model_list:\n"
                + CallRig.item("one", "input_cost_per_token: 0.001\noutput_cost_per_token: 0.001")
                + "router_settings: {num_retries: 0}\n"
                + "callstream: {auth: {keys: [{key: sk-limited, alias: shop, " + limits + "}, {key: sk-free}]}}\n");
    }

    private static HttpHeaders key(String key) {
        return new DefaultHttpHeaders().set("authorization", "Bearer " + key);
    }

    private static RecordingClient begin(CallRig rig) {
        return rig.call(CallRig.plain(), key("sk-limited"));
    }

    private static RecordingClient answered(CallRig rig) {
        RecordingClient client = begin(rig);
        if (client.received().isEmpty()) {
            rig.wire().answer(200, TEN_TOKENS);
            rig.loop().run();
        }
        return client;
    }

    @Test
    void requestsInAMinuteAreBounded() {
        try (CallRig rig = rig("rpm_limit: 3")) {
            RecordingClient first = answered(rig);
            answered(rig);
            rig.advance(Duration.ofSeconds(20));
            RecordingClient third = answered(rig);

            assertThat(first.received())
                    .startsWith("HTTP/1.1 200")
                    .contains("x-ratelimit-limit-requests: 3", "x-ratelimit-remaining-requests: 2");
            assertThat(third.received()).contains("x-ratelimit-remaining-requests: 0");

            RecordingClient fourth = begin(rig);

            assertThat(fourth.status()).isEqualTo("429");
            assertThat(fourth.received()).contains("retry-after: 41", "x-ratelimit-remaining-requests: 0");
            assertThat(fourth.body())
                    .contains("\"type\":\"throttling_error\"", "\"code\":\"429\"", "Current limit: 3, Remaining: 0")
                    .doesNotContain("sk-limited");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("LIMIT_EXCEEDED");
            assertThat(rig.limiter().refusals(LimitKind.REQUESTS)).isEqualTo(1);

            rig.advance(Duration.ofSeconds(41));

            assertThat(answered(rig).status()).isEqualTo("200");
            assertThat(answered(rig).status()).isEqualTo("200");
            assertThat(begin(rig).status())
                    .as("the third one of the last minute stands")
                    .isEqualTo("429");
        }
    }

    /** It was counted, and says so. */
    @Test
    void aCallThatIsRefusedLaterSaysWhatIsLeft() {
        try (CallRig rig = rig("rpm_limit: 3")) {
            RecordingClient client = rig.call(
                    "{\"model\":\"none\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}", key("sk-limited"));

            assertThat(client.received()).startsWith("HTTP/1.1 4").contains("x-ratelimit-remaining-requests: 2");
        }
    }

    @Test
    void aKeyWithoutLimitsIsNotCounted() {
        try (CallRig rig = rig("rpm_limit: 0")) {
            RecordingClient client = rig.call(CallRig.plain(), key("sk-free"));
            rig.wire().answer(200, TEN_TOKENS);

            assertThat(client.received()).startsWith("HTTP/1.1 200").doesNotContain("x-ratelimit");
            assertThat(rig.limiter().subjects()).isZero();
            assertThat(begin(rig).status()).isEqualTo("429");
        }
    }

    @Test
    void tokensAreReservedAndThenCountedAsTheyWere() {
        try (CallRig rig = rig("tpm_limit: 100")) {
            String bounded =
                    "{\"model\":\"m\",\"max_tokens\":90,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
            RecordingClient first = rig.call(bounded, key("sk-limited"));
            RecordingClient second = rig.call(bounded, key("sk-limited"));

            assertThat(second.status()).as("92 of 100 are reserved").isEqualTo("429");
            assertThat(second.body()).contains("Limit type: tokens");

            rig.wire().answer(200, TEN_TOKENS);
            rig.loop().run();

            assertThat(first.status()).isEqualTo("200");

            RecordingClient third = rig.call(CallRig.plain(), key("sk-limited"));
            rig.wire().answer(200, TEN_TOKENS);

            assertThat(third.received()).contains("x-ratelimit-limit-tokens: 100", "x-ratelimit-remaining-tokens: 88");

            RecordingClient large = rig.call(bounded.replace("90", "900"), key("sk-limited"));

            assertThat(large.body()).contains("lower max_tokens");
            assertThat(large.received()).as("no time makes that fit").doesNotContain("retry-after");
        }
    }

    @Test
    void aPlaceAmongTheCallsAtOnceIsFreeAgainWhateverTheEnd() {
        try (CallRig rig = rig("max_parallel_requests: 1")) {
            begin(rig);

            assertThat(begin(rig).body()).contains("Limit type: max_parallel_requests");

            rig.wire().answer(500, "{}");
            rig.loop().run();
            RecordingClient gone = begin(rig);

            assertThat(gone.received()).isEmpty();

            gone.hangUp();
            rig.handle().clientGone();
            rig.loop().run();
            RecordingClient late = begin(rig);
            rig.advance(Duration.ofSeconds(6));

            assertThat(late.status()).as("the provider's time is up").isEqualTo("504");
            assertThat(answered(rig).status()).isEqualTo("200");

            begin(rig);
            rig.handle().abandon();

            assertThat(answered(rig).status()).isEqualTo("200");
        }
    }

    @Test
    void aBudgetIsSpentAndBeginsAnew() {
        try (CallRig rig = rig("max_budget: 0.03, budget_duration: 1h")) {
            for (int i = 0; i < 3; i++) {
                assertThat(answered(rig).status()).isEqualTo("200");
            }

            RecordingClient over = begin(rig);

            assertThat(over.status()).isEqualTo("429");
            assertThat(over.body()).contains("\"type\":\"budget_exceeded\"", "current cost: 0.03, max budget: 0.03");
            assertThat(over.received())
                    .contains("x-litellm-key-max-budget: 0.03", "x-litellm-key-spend: 0.03", "retry-after: 2601");
            assertThat(rig.limiter().refusals(LimitKind.BUDGET)).isEqualTo(1);

            rig.advance(Duration.ofHours(1));

            assertThat(answered(rig).status()).isEqualTo("200");
        }
    }

    /** A check that only looks at what was spent would let all of them through. */
    @Test
    void callsAtOnceDoNotPassABudgetTogether() {
        try (CallRig rig = rig("max_budget: 0.02")) {
            RecordingClient first = begin(rig);
            RecordingClient second = begin(rig);
            rig.advance(Duration.ofSeconds(1));

            assertThat(second.received())
                    .as("it waits until the first has ended")
                    .isEmpty();

            rig.wire().answer(200, TEN_TOKENS);
            rig.advance(Duration.ofMillis(100));

            assertThat(first.status()).isEqualTo("200");
            assertThat(rig.lane().all(PreCallEvent.class))
                    .as("calls that went on")
                    .hasSize(2);

            rig.wire().answer(200, TEN_TOKENS);
            rig.loop().run();

            assertThat(second.status()).isEqualTo("200");
            assertThat(answered(rig).body()).contains("budget_exceeded");
        }
    }

    @Test
    void whatIsReservedIsNoReasonToSayThatABudgetIsSpent() {
        try (CallRig rig = rig("max_budget: 0.02")) {
            rig.call(CallRig.stream(), key("sk-limited"));
            ProviderWire wire = rig.wire().beginStream();
            RecordingClient second = begin(rig);
            for (int i = 0; i < 10; i++) {
                wire.chunk(CallRig.frame("x", null));
                rig.advance(Duration.ofSeconds(1));
            }

            assertThat(second.status()).isEqualTo("429");
            assertThat(second.body()).contains("throttling_error", "reserved by calls under way");

            wire.close();
            rig.loop().run();
        }
    }

    @Test
    void aFailedCallCostsNothing() {
        try (CallRig rig = rig("max_budget: 0.02, tpm_limit: 10000, rpm_limit: 10")) {
            begin(rig);
            rig.wire().answer(500, "{}");
            rig.loop().run();
            RecordingClient next = answered(rig);

            assertThat(next.received()).contains("x-litellm-key-spend: 0\r\n", "x-ratelimit-remaining-requests: 8");
        }
    }

    @Test
    void oneThatIsRefusedLaterCountsAndHoldsNothing() {
        try (CallRig rig = rig("rpm_limit: 10, max_parallel_requests: 1, max_budget: 1")) {
            String unknown = "{\"model\":\"unknown\",\"messages\":[]}";
            assertThat(rig.call(unknown, key("sk-limited")).status()).isEqualTo("404");
            assertThat(rig.call(unknown, key("sk-limited")).status()).isEqualTo("404");

            assertThat(answered(rig).received())
                    .contains("x-ratelimit-remaining-requests: 7\r\n", "x-litellm-key-spend: 0\r\n");
        }
    }
}

package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.gateway.upstream.ProviderWire;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What deployments, their providers and tags may take, from the request to the last event. */
class DeploymentLimitsTest {
    private static final String PRICE = "input_cost_per_token: 0.001\noutput_cost_per_token: 0.001\n";

    /** Ten tokens, which cost a cent. */
    private static final String CENT = "{\"id\":\"a\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":"
            + "{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":6,\"total_tokens\":10}}";

    private static final String BOUNDED =
            "{\"model\":\"m\",\"max_tokens\":6,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private static String group(String... params) {
        StringBuilder yaml = new StringBuilder("model_list:\n");
        for (int i = 0; i < params.length; i++) {
            yaml.append(CallRig.item("d" + i, PRICE + params[i]));
        }
        return yaml.toString();
    }

    private static RecordingClient answered(CallRig rig) {
        RecordingClient client = rig.call(BOUNDED);
        if (client.received().isEmpty()) {
            rig.wire().answer(200, CENT);
            rig.loop().run();
        }
        return client;
    }

    @Test
    void aDeploymentIsNotAskedWhenItsBudgetIsSpent() {
        try (CallRig rig = new CallRig(group("order: 1\nmax_budget: 0.02\nbudget_duration: 1h", "order: 2"))) {
            assertThat(answered(rig).received()).contains("x-litellm-model-id: d0");
            assertThat(answered(rig).received()).contains("x-litellm-model-id: d0");
            assertThat(answered(rig).received()).contains("x-litellm-model-id: d1");

            rig.advance(Duration.ofHours(1));

            assertThat(answered(rig).received()).contains("x-litellm-model-id: d0");
        }
    }

    @Test
    void whenEveryBudgetIsSpentTheCallIsRefusedInLitellmsWords() {
        try (CallRig rig = new CallRig(group("max_budget: 0.01\nbudget_duration: 1h", "tags: [x]")
                + "router_settings: {provider_budget_config: {openai: {budget_limit: 0.02, time_period: 1d}}}\n")) {
            answered(rig);
            answered(rig);
            RecordingClient over = rig.call(BOUNDED);

            assertThat(over.status()).isEqualTo("429");
            assertThat(over.body())
                    .contains("No deployments available - crossed budget: ")
                    .contains("Exceeded budget for provider openai: 0.02 >= 0.02")
                    .contains("\"type\":\"budget_exceeded\"");
            assertThat(over.received()).contains("retry-after: ");
            FailureEvent told = rig.lane().only(FailureEvent.class);
            assertThat(told.getErrorCode()).isEqualTo("BUDGET_EXCEEDED");
        }
    }

    @Test
    void aProvidersBudgetClosesAllOfItsDeploymentsAndFallbacksTakeTheirPlace() {
        String other = CallRig.item("second", "other", PRICE).replace("openai/gpt-4o", "groq/gpt-4o");
        try (CallRig rig = new CallRig(
                group("", "") + other
                        + "router_settings: {fallbacks: [{m: [second]}], provider_budget_config: {openai: {max_budget: 0.01}}}\n")) {
            assertThat(answered(rig).received()).contains("x-litellm-model-group: m");
            assertThat(answered(rig).received()).contains("x-litellm-model-id: other");
        }
    }

    @Test
    void callsThatAreUnderWayReserveWhatTheyMayCost() {
        try (CallRig rig = new CallRig(group("max_budget: 0.02"))) {
            String longer = BOUNDED.replace(":6,", ":20,");
            RecordingClient first = rig.call(longer);
            RecordingClient second = rig.call(longer);
            rig.advance(Duration.ofSeconds(1));

            assertThat(second.received()).as("it waits").isEmpty();

            rig.wire().answer(200, CENT);
            rig.advance(Duration.ofMillis(50));
            assertThat(first.status()).isEqualTo("200");

            rig.wire().answer(200, CENT);
            rig.loop().run();
            assertThat(second.status()).isEqualTo("200");
            assertThat(rig.call(BOUNDED).body()).contains("Exceeded budget for deployment d0: 0.02 >= 0.02");
        }
    }

    @Test
    void aPlaceAtADeploymentIsWaitedFor() {
        try (CallRig rig = new CallRig(group("max_parallel_requests: 1", "max_parallel_requests: 1"))) {
            rig.call(BOUNDED);
            ProviderWire one = rig.wire();
            rig.call(BOUNDED);
            RecordingClient third = rig.call(BOUNDED);
            rig.advance(Duration.ofSeconds(1));

            assertThat(rig.upstream().wires()).as("attempts at once").hasSize(2);

            one.answer(200, CENT);
            rig.advance(Duration.ofMillis(30));
            one.answer(200, CENT);
            rig.loop().run();

            assertThat(third.status()).isEqualTo("200");
            rig.wire().answer(200, CENT);
        }
    }

    @Test
    void anAttemptThatFailedGivesItsPlaceToTheNext() {
        try (CallRig rig = new CallRig(group("max_parallel_requests: 1") + "router_settings: {num_retries: 1}\n")) {
            RecordingClient client = rig.call(BOUNDED);
            rig.wire().answer(500, "{}");
            rig.advance(Duration.ofSeconds(3));

            rig.wire().answer(200, CENT);
            rig.loop().run();

            assertThat(client.status()).isEqualTo("200");
            assertThat(answered(rig).status()).as("the place is free again").isEqualTo("200");
        }
    }

    @Test
    void whoeverFindsNoPlaceForLongIsRefused() {
        try (CallRig rig = new CallRig(group("max_parallel_requests: 1"))) {
            rig.call(BOUNDED);
            RecordingClient second = rig.call(BOUNDED);
            rig.advance(Duration.ofSeconds(4).plusMillis(30));

            assertThat(second.status()).isEqualTo("429");
            assertThat(second.received()).contains("retry-after: 1");

            RecordingClient gone = rig.call(BOUNDED);
            gone.hangUp();
            rig.handle().clientGone();
            rig.wire().answer(200, CENT);
            rig.advance(Duration.ofSeconds(5));
            assertThat(rig.upstream().wires())
                    .as("nobody asked for who is gone")
                    .hasSize(1);
        }
    }

    @Test
    void theOnlyPlaceIsFreeForTheRetryOfWhoeverHadIt() {
        try (CallRig rig =
                new CallRig(group("") + "router_settings: {num_retries: 1, default_max_parallel_requests: 1}\n")) {
            RecordingClient client = rig.call(BOUNDED);
            rig.wire().answer(500, "{}");
            rig.advance(Duration.ofSeconds(2));
            rig.wire().answer(200, CENT);
            rig.loop().run();

            assertThat(client.status()).isEqualTo("200");
        }
    }

    @Test
    void aFailedAttemptCostsItsDeploymentNothing() {
        try (CallRig rig = new CallRig(group("max_budget: 0.02\ntpm: 20") + "router_settings: {num_retries: 0}\n")) {
            rig.call(BOUNDED);
            rig.wire().answer(400, "{\"error\":{\"message\":\"no\"}}");
            rig.loop().run();

            assertThat(answered(rig).status()).isEqualTo("200");
            assertThat(answered(rig).status()).isEqualTo("200");
            assertThat(answered(rig).body()).contains("0.02 >= 0.02");
        }
    }

    @Test
    void callsWithATagAreBoundedTogether() {
        String limits = "litellm_settings: {tag_budget_config: {'shop:eu': {max_budget: 0.01, budget_duration: 1d},"
                + " fast: {rpm_limit: 1}}}\n";
        try (CallRig rig = new CallRig(group("") + limits)) {
            assertThat(tagged(rig, "shop:eu").status()).isEqualTo("200");
            assertThat(tagged(rig, "shop:eu,other").body())
                    .contains("budget_exceeded", "The tag's current cost: 0.01, max budget: 0.01");
            assertThat(tagged(rig, "other").status()).isEqualTo("200");
            assertThat(tagged(rig, "fast").status()).isEqualTo("200");
            assertThat(tagged(rig, "fast,fast").body()).contains("Rate limit exceeded for tag");
        }
    }

    private static RecordingClient tagged(CallRig rig, String tags) {
        RecordingClient client = rig.call(BOUNDED, new DefaultHttpHeaders().set("x-litellm-tags", tags));
        if (client.received().isEmpty()) {
            rig.wire().answer(200, CENT);
            rig.loop().run();
        }
        return client;
    }
}

package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.upstream.ProviderWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The router that HoneyHive's guide for LiteLLM sets up, as the configuration of a gateway. */
class RouterExampleTest {
    private static final String YAML = """
        model_list:
          - model_name: gpt-4
            litellm_params:
              model: gpt-4
              api_key: openai-key-1
            model_info: {id: openai-primary}
          - model_name: gpt-4
            litellm_params:
              model: azure/gpt-4-deployment
              api_key: azure-key
              api_base: https://my-endpoint.openai.azure.com
            model_info: {id: azure-fallback}
        router_settings:
          routing_strategy: lowest-latency
          fallbacks: [{"gpt-4": ["azure-fallback"]}]
          num_retries: 2
        """;
    private static final String CALL = "{\"model\":\"gpt-4\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final String BROKEN = "{\"error\":{\"message\":\"broken\"}}";

    private final Map<ProviderWire, Integer> answered = new HashMap<>();

    private ProviderWire asked(CallRig rig) {
        rig.advance(Duration.ofSeconds(3));
        for (ProviderWire wire : rig.upstream().wires()) {
            if (wire.count() > answered.getOrDefault(wire, 0)) {
                answered.merge(wire, 1, Integer::sum);
                return wire;
            }
        }
        throw new AssertionError("no provider is asked");
    }

    private static boolean isAzure(ProviderWire wire) {
        return wire.requests().contains("my-endpoint.openai.azure.com");
    }

    @Test
    void oneDeploymentTakesThePlaceOfTheOther() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = rig.call(CALL);
            ProviderWire first = asked(rig);
            first.answer(503, BROKEN);
            ProviderWire second = asked(rig);
            second.answer(200, CallRig.answer("Hi"));

            assertThat(isAzure(second)).isNotEqualTo(isAzure(first));
            assertThat(client.status()).isEqualTo("200");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getRoutingStrategy()).isEqualTo("latency-based-routing");
            assertThat(event.getModelGroup()).isEqualTo("gpt-4");
            assertThat(event.getDeploymentId()).isEqualTo(isAzure(second) ? "azure-fallback" : "openai-primary");
            assertThat(event.getRetryCount()).isEqualTo(1);
            assertThat(event.getFallbackFrom()).isNull();
        }
    }

    @Test
    void whenTheGroupHasFailedTheDeploymentThatTheFallbackNamesIsAsked() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = rig.call(CALL);
            for (int i = 0; i < 3; i++) {
                asked(rig).answer(503, BROKEN);
            }
            ProviderWire last = asked(rig);
            last.answer(200, CallRig.answer("Hi"));

            assertThat(isAzure(last)).isTrue();
            assertThat(client.status()).isEqualTo("200");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getFallbackFrom()).isEqualTo("gpt-4");
            assertThat(event.getDeploymentId()).isEqualTo("azure-fallback");
            assertThat(event.getRetryCount()).isEqualTo(2);
            assertThat(event.getAttempts())
                    .extracting(Attempt::getReason)
                    .containsExactly("first", "retry", "retry", "fallback");
        }
    }
}

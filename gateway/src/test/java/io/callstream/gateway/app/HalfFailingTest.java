package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of two deployments fails half of the time, over real connections. */
@Timeout(120)
class HalfFailingTest {
    private static final int CALLS = 120;
    private static final String ANSWER = ScriptedProvider.json(
            200,
            "{\"id\":\"c\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}");

    private final Http http = new Http();

    private static ScriptedProvider halfFailing() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        String broken = ScriptedProvider.json(503, "{\"error\":{\"message\":\"broken\"}}");
        return new ScriptedProvider((request, wire) -> wire.write(asked.getAndIncrement() % 2 == 0 ? broken : ANSWER));
    }

    private static String yaml(ScriptedProvider bad, ScriptedProvider good) {
        return """
            model_list:
              - model_name: m
                litellm_params: {model: openai/gpt-4o, api_base: "%s", api_key: sk-provider}
                model_info: {id: bad}
              - model_name: m
                litellm_params: {model: openai/gpt-4o, api_base: "%s", api_key: sk-provider}
                model_info: {id: good}
            router_settings: {allowed_fails: 5, cooldown_time: 600}
            """.formatted(bad.apiBase(), good.apiBase());
    }

    @Test
    void noClientSeesItTheEventsTellItAndItIsLeftAlone() throws IOException {
        try (ScriptedProvider bad = halfFailing();
                ScriptedProvider good = ScriptedProvider.answering(ANSWER);
                TestGateway gateway = TestGateway.start(yaml(bad, good))) {
            assertThat(cooldowns(gateway)).contains("{deployment=\"bad\"} 0.0", "{deployment=\"good\"} 0.0");

            for (int i = 0; i < CALLS; i++) {
                assertThat(http.post(gateway.url(Asking.CHAT), Asking.plain("m"))
                                .statusCode())
                        .isEqualTo(200);
            }

            List<SuccessEvent> events = gateway.tape().await(SuccessEvent.class, CALLS);
            assertThat(gateway.tape().all(FailureEvent.class)).isEmpty();
            assertThat(events.stream().filter(event -> event.getRetryCount() > 0))
                    .hasSize(6)
                    .allSatisfy(event -> assertThat(event.getAttempts())
                            .extracting(Attempt::getDeploymentId)
                            .containsExactly("bad", "good"));
            assertThat(bad.asked()).hasSize(11);
            assertThat(cooldowns(gateway)).contains("{deployment=\"bad\"} 1.0", "{deployment=\"good\"} 0.0");
        }
    }

    @Test
    void aReloadDoesNotForgetWhoIsLeftAlone() throws IOException {
        try (ScriptedProvider bad = ScriptedProvider.answering(ScriptedProvider.json(429, "{}"));
                ScriptedProvider good = ScriptedProvider.answering(ANSWER);
                TestGateway gateway =
                        TestGateway.start(yaml(bad, good).replace("allowed_fails: 5", "allowed_fails: 0"))) {
            while (bad.asked().isEmpty()) {
                http.post(gateway.url(Asking.CHAT), Asking.plain("m"));
            }

            assertThat(gateway.reload(yaml(bad, good) + "litellm_settings: {num_retries: 1}\n"))
                    .isTrue();

            for (int i = 0; i < 20; i++) {
                http.post(gateway.url(Asking.CHAT), Asking.plain("m"));
            }
            assertThat(bad.asked()).hasSize(1);
            assertThat(cooldowns(gateway)).contains("{deployment=\"bad\"} 1.0");
        }
    }

    private static String cooldowns(TestGateway gateway) {
        return gateway.wiring()
                .telemetry()
                .scrape()
                .lines()
                .filter(line -> line.startsWith("callstream_deployment_cooldown{"))
                .reduce("", (all, line) -> all + line + "\n");
    }
}

package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.ReceivedCall;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain calls: what the client sent reaches the provider, what it said reaches the client, and both are told. */
class PlainCallTest {
    private static final String REQUEST =
            "{ \"model\" : \"m\", \"messages\":[{\"role\":\"user\",\"content\":\"Grüße\"}], \"temperature\":0.5 }";

    private final Http http = new Http();
    private SimulatedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        provider = SimulatedProvider.start();
        gateway = TestGateway.to(provider.apiBase(), "gpt-4o-mini");
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    @Test
    void theAnswerPassesThroughUnchanged() {
        HttpResponse<String> response = http.post(gateway.url("/v1/chat/completions"), REQUEST);

        ReceivedCall seen = provider.received().get(0);
        seen.outcome().join();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(seen.responseText());
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void onlyTheModelOfTheRequestIsChanged() {
        http.post(gateway.url("/v1/chat/completions"), REQUEST, "Authorization", "Bearer sk-client", "cookie", "a=b");

        ReceivedCall seen = provider.received().get(0);
        assertThat(seen.requestText()).isEqualTo(REQUEST.replace("\"m\"", "\"gpt-4o-mini\""));
        assertThat(seen.header("authorization")).hasValue("Bearer sk-provider");
        assertThat(seen.header("cookie")).isEmpty();
        assertThat(seen.header("traceparent"))
                .hasValueSatisfying(value -> assertThat(value).hasSize(55));
    }

    @Test
    void theCallIsToldWithItsUsageAndCost() {
        HttpResponse<String> response = http.post(gateway.url("/v1/chat/completions"), REQUEST);

        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(gateway.tape().kinds()).containsExactly(EventKind.PRE_CALL, EventKind.SUCCESS);
        assertThat(event.getResponseBody()).isEqualTo(response.body());
        assertThat(event.getRequestBody()).isEqualTo(REQUEST);
        assertThat(event.getModelGroup()).isEqualTo("m");
        assertThat(event.getModel()).isEqualTo("gpt-4o-mini");
        assertThat(event.getDeploymentId()).isEqualTo("deployment-1");
        assertThat(event.getAttempts()).hasSize(1);
        assertThat(event.getUsageSource()).isEqualTo("provider");
        assertThat(event.getCostNanoUsd())
                .isEqualTo(1000 * event.getPromptTokens() + 2000 * event.getCompletionTokens());
        assertThat(event.getDurationUs()).isGreaterThanOrEqualTo(event.getUpstreamUs());
    }

    @Test
    void theClientLearnsItsCallsIdCostAndDeployment() {
        HttpResponse<String> response = http.post(gateway.url("/v1/chat/completions"), REQUEST);

        PreCallEvent event = gateway.tape().await(PreCallEvent.class);
        assertThat(response.headers().firstValue("x-callstream-call-id")).hasValue(event.getCallId());
        assertThat(response.headers().firstValue("x-litellm-call-id")).hasValue(event.getCallId());
        assertThat(response.headers().firstValue("x-litellm-model-id")).hasValue("deployment-1");
        assertThat(response.headers().firstValue("x-litellm-model-group")).hasValue("m");
        assertThat(response.headers().firstValue("x-litellm-model-api-base")).hasValue(provider.apiBase());
        assertThat(response.headers().firstValue("x-litellm-response-cost"))
                .hasValueSatisfying(cost -> assertThat(Double.parseDouble(cost)).isPositive());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, chat_completion, '{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}'",
        "/chat/completions,    chat_completion, '{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}'",
        "/v1/completions,      text_completion, '{\"model\":\"m\",\"prompt\":\"x\"}'",
        "/completions,         text_completion, '{\"model\":\"m\",\"prompt\":\"x\"}'",
        "/v1/embeddings,       embedding,       '{\"model\":\"m\",\"input\":\"x\"}'",
        "/embeddings,          embedding,       '{\"model\":\"m\",\"input\":\"x\"}'",
    })
    void everyEndpointIsACall(String path, String callType, String body) {
        HttpResponse<String> response = http.post(gateway.url(path), body);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(gateway.tape().await(SuccessEvent.class).getCallType()).isEqualTo(callType);
    }

    @Test
    void aConnectionServesOneCallAfterTheOther() {
        for (int i = 0; i < 20; i++) {
            assertThat(http.post(gateway.url("/v1/chat/completions"), REQUEST).statusCode())
                    .isEqualTo(200);
        }

        assertThat(gateway.tape().await(SuccessEvent.class, 20)).hasSize(20);
        assertThat(gateway.tape().kinds()).hasSize(40);
    }
}

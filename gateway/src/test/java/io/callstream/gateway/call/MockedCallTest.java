package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers and errors that a request or a deployment wants to be made up, as LiteLLM makes them up. */
class MockedCallTest {
    private static CallRig rig(String more) {
        return new CallRig("model_list:\n" + more);
    }

    private static String request(String fields) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]" + fields + "}";
    }

    private static String other(String params) {
        return CallRig.item("two", params).replace("model_name: m", "model_name: n");
    }

    @Test
    void aRequestMakesItsAnswerUpAndNoProviderIsAsked() {
        try (CallRig rig = rig(CallRig.item("one", ""))) {
            RecordingClient client = rig.call(request(",\"mock_response\":\"It's \\\"fine\\\"\""));

            assertThat(client.status()).isEqualTo("200");
            assertThat(client.body())
                    .contains("\"content\":\"It's \\\"fine\\\"\"", "\"model\":\"m\"", "\"finish_reason\":\"stop\"")
                    .contains("\"prompt_tokens\":10", "\"completion_tokens\":20");
            assertThat(rig.upstream().wires()).isEmpty();
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getRoutingStrategy()).isEqualTo("mock");
            assertThat(event.getCostNanoUsd()).isZero();
            assertThat(event.getTotalTokens()).isEqualTo(30);
            assertThat(event.getResponseBody()).isEqualTo(client.body());
            assertThat(event.getCacheHit()).isFalse();
        }
    }

    @Test
    void aStreamComesInPieces() {
        try (CallRig rig = rig(CallRig.item("one", ""))) {
            RecordingClient client = rig.call(request(",\"stream\":true,\"mock_response\":\"abcdef\""));

            assertThat(client.received()).contains("content-type: text/event-stream");
            assertThat(client.body())
                    .contains("\"content\":\"abc\"", "\"content\":\"def\"")
                    .doesNotContain("usage")
                    .endsWith("data: [DONE]\n\n");
            assertThat(rig.lane().only(SuccessEvent.class).getResponseBody()).contains("\"content\":\"abcdef\"");
        }
    }

    @Test
    void toolsAreCalled() {
        try (CallRig rig = rig(CallRig.item("one", ""))) {
            RecordingClient client = rig.call(request(
                    ",\"mock_tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"));

            assertThat(client.body()).contains("\"tool_calls\":[{\"id\":\"c\"", "\"finish_reason\":\"tool_calls\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "litellm.RateLimitError, 429, RATE_LIMITED",
        "litellm.InternalServerError, 502, PROVIDER_ERROR",
        "litellm.ContextWindowExceededError, 400, CONTEXT_WINDOW_EXCEEDED",
        "litellm.ServiceUnavailableError, 503, PROVIDER_UNAVAILABLE",
        "Exception: content_filter_policy, 400, CONTENT_POLICY_VIOLATION"
    })
    void anErrorIsMadeUpByItsName(String name, String status, String code) {
        try (CallRig rig = rig(CallRig.item("one", ""))) {
            RecordingClient client = rig.call(request(",\"mock_response\":\"" + name + "\""));

            assertThat(client.status()).isEqualTo(status);
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo(code);
        }
    }

    @Test
    void aTimeoutIsMadeUpWithoutWaiting() {
        try (CallRig rig = rig(CallRig.item("one", ""))) {
            assertThat(rig.call(request(",\"mock_timeout\":true")).status()).isEqualTo("504");
        }
    }

    @Test
    void anAnswerMayTakeAWhile() {
        try (CallRig rig = rig(CallRig.item("one", ""))) {
            RecordingClient client = rig.call(request(",\"mock_response\":\"hi\",\"mock_delay\":1.5"));
            rig.advance(Duration.ofSeconds(1));
            assertThat(client.received()).isEmpty();

            rig.advance(Duration.ofSeconds(1));

            assertThat(client.body()).contains("\"hi\"");
        }
    }

    @Test
    void aDelayThatCannotBeIsRefused() {
        try (CallRig rig = rig(CallRig.item("one", ""))) {
            assertThat(rig.call(request(",\"mock_response\":\"hi\",\"mock_delay\":1e9"))
                            .body())
                    .contains("mock_delay");
        }
    }

    @Test
    void aDeploymentAnswersForItself() {
        try (CallRig rig = rig(CallRig.item("one", "mock_response: from the file"))) {
            RecordingClient client = rig.call(request(""));

            assertThat(client.body()).contains("from the file");
            assertThat(client.received()).contains("x-litellm-model-id: one");
        }
    }

    @Test
    void aDeploymentThatMakesAnErrorUpIsFallenBackFrom() {
        try (CallRig rig = rig(CallRig.item("one", "mock_response: litellm.RateLimitError")
                + other("mock_response: the other")
                + "router_settings: {fallbacks: [{m: [n]}], num_retries: 1}\n")) {
            assertThat(rig.call(request("")).body()).contains("the other");
        }
    }

    @Test
    void fallbacksAreTriedByARequest() {
        try (CallRig rig = rig(
                CallRig.item("one", "") + other("") + "router_settings: {fallbacks: [{m: [n]}], num_retries: 0}\n")) {
            RecordingClient client = rig.call(request(",\"mock_testing_fallbacks\":true"));
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.body()).isEqualTo(CallRig.answer("Hi"));
            assertThat(rig.lane().only(SuccessEvent.class).getDeploymentId()).isEqualTo("two");
        }
    }
}

package io.callstream.gateway.stage.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.responses.ResponseIds;
import io.callstream.gateway.api.responses.ResponsesApi;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.call.RecordingClient;
import io.callstream.gateway.provider.Delta;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that nobody gave: in the form of what was asked, with LiteLLM's numbers, and errors by LiteLLM's names. */
class MadeUpAnswersTest {
    private static RecordingClient asked(CallRig rig, String path, String fields) {
        return rig.call(new OpenAiApi(), path, "{\"model\":\"m\"," + fields + "}");
    }

    @Test
    void aCompletionIsOneOfTexts() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client =
                    asked(rig, "/v1/completions", "\"prompt\":\"Hi\",\"mock_response\":\"a \\\"b\\\"\"");

            assertThat(client.body())
                    .startsWith("{\"id\":\"cmpl-mock\",\"object\":\"text_completion\",\"created\":")
                    .endsWith(",\"model\":\"m\",\"choices\":[{\"index\":0,\"text\":\"a \\\"b\\\"\",\"logprobs\":null,"
                            + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20,"
                            + "\"total_tokens\":30}}");
            assertThat(rig.lane().only(SuccessEvent.class).getTotalTokens()).isEqualTo(30);
            assertThat(rig.lane().only(SuccessEvent.class).getCostNanoUsd()).isZero();
        }
    }

    @Test
    void aStreamedCompletionIsAStream() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client =
                    asked(rig, "/v1/completions", "\"prompt\":\"Hi\",\"stream\":true,\"mock_response\":\"words\"");

            assertThat(client.received()).contains("content-type: text/event-stream\r\n");
            assertThat(client.content()).startsWith("data: {").contains("words").endsWith("data: [DONE]\n\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0.5,1]", "[ 0.5 , 1 ]"})
    void anEmbeddingIsTheVectorThatIsSaid(String vector) {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client =
                    asked(rig, "/v1/embeddings", "\"input\":\"Hi\",\"mock_response\":\"" + vector + "\"");

            assertThat(client.body())
                    .isEqualTo("{\"object\":\"list\",\"model\":\"m\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                            + "\"embedding\":[0.5,1]}],\"usage\":{\"prompt_tokens\":10,\"total_tokens\":10}}");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResponseIsOneOfResponses(boolean stream) {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(
                    new ResponsesApi(new ResponseIds(new SplittableRandom(7))),
                    "/v1/responses",
                    "{\"model\":\"m\",\"input\":\"Hi\",\"stream\":" + stream + ",\"mock_response\":\"words\"}");

            assertThat(client.status()).isEqualTo("200");
            assertThat(client.content()).contains("output_text", "words");
            assertThat(client.content().contains("response.completed")).isEqualTo(stream);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, true"})
    void aStreamTellsItsTokensToWhoAsks(boolean asks, boolean told) {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = asked(
                    rig,
                    CallRig.CHAT,
                    "\"messages\":[],\"stream\":true,\"stream_options\":{\"include_usage\":" + asks
                            + "},\"mock_response\":\"words\"");

            assertThat(client.content().contains("\"total_tokens\":30")).isEqualTo(told);
            assertThat(rig.lane().only(SuccessEvent.class).getTotalTokens()).isEqualTo(30);
        }
    }

    @Test
    void whatOnlyPassesIsNotMadeUp() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = asked(rig, "/v1/images/generations", "\"prompt\":\"Hi\",\"mock_response\":\"x\"");

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body())
                    .isEqualTo(
                            "{\"error\":{\"message\":\"Only answers to chats, completions and embeddings are made up: leave"
                                    + " mock_response out.\",\"type\":\"invalid_request_error\",\"param\":\"mock_response\",\"code\":"
                                    + "\"unsupported_parameter\"}}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "litellm.RateLimitError,               429, RATE_LIMITED",
        "litellm.InternalServerError,          502, PROVIDER_ERROR",
        "litellm.ContextWindowExceededError,   400, CONTEXT_WINDOW_EXCEEDED",
        "litellm.ContentPolicyViolationError,  400, CONTENT_POLICY_VIOLATION",
        "litellm.ServiceUnavailableError,      503, PROVIDER_UNAVAILABLE",
        "litellm.APIConnectionError,           502, PROVIDER_UNREACHABLE",
        "litellm.AuthenticationError,          401, PROVIDER_AUTHENTICATION",
        "litellm.BadRequestError,              400, PROVIDER_REJECTED",
        "litellm.Timeout,                      504, PROVIDER_TIMEOUT",
    })
    void everyErrorOfLitellmsIsMadeUp(String name, String status, String code) {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = asked(rig, CallRig.CHAT, "\"messages\":[],\"mock_response\":\"" + name + "\"");

            assertThat(client.status()).isEqualTo(status);
            assertThat(client.body()).contains("This is a mock error; no provider was asked.");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo(code);
            assertThat(rig.upstream().wires()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"litellm.NoSuchError", "RateLimitError", "litellm.", "litellm.ratelimiterror"})
    void whatNamesNoErrorIsAText(String name) {
        try (CallRig rig = CallRig.withOneDeployment()) {
            assertThat(asked(rig, CallRig.CHAT, "\"messages\":[],\"mock_response\":\"" + name + "\"")
                            .body())
                    .contains("\"content\":\"" + name + "\"", "\"finish_reason\":\"stop\"");
        }
    }

    @Test
    void callsOfToolsAreReadAsTheyStandInAnswers() {
        List<Delta.ToolCall> calls = MockToolCalls.read(
                "[{\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                        + "{\"function\":{\"name\":\"g\",\"arguments\":{\"a\":1}}},{\"id\":\"c3\",\"function\":{}},7,{\"id\":\"c4\"}]");

        assertThat(calls)
                .containsExactly(
                        new Delta.ToolCall(0, "c1", "f", "{}"),
                        new Delta.ToolCall(1, "call_mock_1", "g", "{\"a\":1}"),
                        new Delta.ToolCall(2, "c3", null, "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "7", "[", "", "null", "[[]]"})
    void whatIsNoListOfThemHasNone(String json) {
        assertThat(MockToolCalls.read(json)).isEmpty();
        assertThat(MockToolCalls.read(null)).isEmpty();
    }
}

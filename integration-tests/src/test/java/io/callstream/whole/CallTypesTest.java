package io.callstream.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.ChunkEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.Gateway;
import io.callstream.testing.provider.ReceivedCall;
import io.callstream.whole.Client.Answer;
import io.callstream.whole.story.Audit;
import io.callstream.whole.story.EventLog;
import io.callstream.whole.story.Story;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of every kind: what the topics and sinks say of them is what the provider and the client saw. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallTypesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CHAT = "/v1/chat/completions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private WholePath path;
    private Client client;
    private EventLog log;
    private SinksUnderTest sinks;

    @BeforeAll
    void start(@TempDir Path folder) {
        path = WholePath.start(folder);
        Gateway gateway = path.gateway(Configs.gateway(
                path.provider(),
                path.backends(),
                "sim-text",
                "sim-no-usage",
                "sim-tools",
                "sim-crlf",
                "sim-paced-20ms-64",
                "sim-429",
                "sim-500",
                "sim-400",
                "sim-hang",
                "sim-cut",
                "sim-cut-midstream-3",
                "sim-error-midstream-3"));
        client = new Client(gateway.url());
        log = path.events();
        sinks = SinksUnderTest.start(path);
    }

    /** Whatever was called, in whatever order. */
    @AfterAll
    void audit() throws Exception {
        try (WholePath closing = path) {
            Audit audit = complete();
            audit.everyCallIsWhole();
            audit.noNumberIsMissing();
            assertThat(audit.repeats()).isZero();
            sinks.agreeWith(audit.stories().values());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions|{ \"model\":\"sim-text\", \"messages\":[{\"role\":\"user\",\"content\":\"Grüße, \\u00fc\"}]}",
                "/v1/chat/completions|{\"model\":\"sim-text\",\"n\":3,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "/v1/completions|{\"model\":\"sim-text\",\"prompt\":\"Once upon a time\"}",
                "/v1/embeddings|{\"model\":\"sim-text\",\"input\":[\"a\",\"b\"]}",
            })
    void aPlainCallIsToldByteForByte(String endpoint, String request) throws Exception {
        Answer answer = client.call(endpoint, request);

        Story story = story(answer);
        ReceivedCall seen = seenBy(story);
        SuccessEvent event = story.success();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(seen.requestText()).isEqualTo(request);
        assertThat(event.getRequestBody()).isEqualTo(request);
        assertThat(story.preCall().getRequestBody()).isEqualTo(request);
        assertThat(event.getResponseBody()).isEqualTo(seen.responseText());
        assertThat(answer.body()).hasValue(seen.responseText());
        usageIs(event, json(seen.responseText()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"sim-text\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "{\"model\":\"sim-text\",\"stream\":true,\"n\":3,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "{\"model\":\"sim-crlf\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
            })
    void aStreamIsToldChunkByChunk(String request) throws Exception {
        Answer answer = client.call(CHAT, request);

        Story story = story(answer);
        ReceivedCall seen = seenBy(story);
        List<String> sent = SseText.data(seen.responseText());
        assertThat(story.chunks().stream().map(ChunkEvent::getDelta).toList()).isEqualTo(sent);
        assertThat(story.success().getChunkCount()).isEqualTo(sent.size());
        assertThat(story.success().getRequestBody()).isEqualTo(request);
        usageIs(story.success(), json(sent.get(sent.size() - 1)));
        ObjectNode asked = (ObjectNode) json(seen.requestText());
        asked.remove("stream_options");
        assertThat(asked).isEqualTo(json(request));
        assertThat(SseText.data(answer.body().orElseThrow())).isEqualTo(sent.subList(0, sent.size() - 1));
    }

    @Test
    void usageThatTheClientAskedForReachesIt() throws Exception {
        String request = Load.body("sim-text", true)
                .replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");

        Answer answer = client.call(CHAT, request);

        Story story = story(answer);
        ReceivedCall seen = seenBy(story);
        assertThat(seen.requestText()).isEqualTo(request);
        assertThat(answer.body()).hasValue(seen.responseText());
        List<String> sent = SseText.data(seen.responseText());
        usageIs(story.success(), json(sent.get(sent.size() - 1)));
    }

    @Test
    void usageThatTheProviderDoesNotGiveIsCounted() {
        Answer answer = client.call(CHAT, Load.body("sim-no-usage", true));

        SuccessEvent event = story(answer).success();
        assertThat(answer.body()).hasValue(seenBy(story(answer)).responseText());
        assertThat(event.getUsageSource()).isEqualTo("counted");
        assertThat(event.getCompletionTokens()).isPositive();
        assertThat(event.getCostNanoUsd())
                .isEqualTo(event.getPromptTokens() * Configs.INPUT_PRICE
                        + event.getCompletionTokens() * Configs.OUTPUT_PRICE);
    }

    @Test
    void streamedToolCallsArePutTogether() throws Exception {
        String tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":"
                + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}}}]}";
        String request = Load.body("sim-tools", true).replaceFirst("}$", tools.replace("$", "\\$"));

        Story story = story(client.call(CHAT, request));

        StringBuilder arguments = new StringBuilder();
        for (String data : SseText.data(seenBy(story).responseText())) {
            arguments.append(json(data)
                    .at("/choices/0/delta/tool_calls/0/function/arguments")
                    .asText());
        }
        JsonNode function = json(story.success().getResponseBody()).at("/choices/0/message/tool_calls/0/function");
        assertThat(function.path("name").asText()).isEqualTo("weather");
        assertThat(function.path("arguments").asText()).isNotEmpty().isEqualTo(arguments.toString());
        assertThat(story.success().getFinishReason()).isEqualTo("tool_calls");
    }

    @ParameterizedTest
    @CsvSource({
        "sim-429, 429, RATE_LIMITED",
        "sim-500, 500, PROVIDER_ERROR",
        "sim-400, 400, PROVIDER_REJECTED",
    })
    void theProvidersErrorIsPassedOn(String model, int status, String code) {
        Answer answer = client.call(CHAT, Load.body(model, false));

        Story story = story(answer);
        String said = seenBy(story).responseText();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).hasValue(said);
        assertThat(story.failure().getErrorCode()).isEqualTo(code);
        assertThat(story.failure().getProviderStatus()).isEqualTo(status);
        assertThat(story.failure().getProviderErrorBody()).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "sim-hang, 504, PROVIDER_TIMEOUT",
        "sim-cut, 503, PROVIDER_UNAVAILABLE",
        "nobody-knows-it, 404, MODEL_NOT_FOUND",
    })
    void aCallThatIsNotAnsweredHasTheGatewaysError(String model, int status, String code) throws Exception {
        String request = Load.body(model, false);

        Answer answer = client.call(CHAT, request);

        Story story = story(answer);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(json(answer.body().orElseThrow()).at("/error/message").asText())
                .isNotEmpty();
        assertThat(story.failure().getErrorCode()).isEqualTo(code);
        assertThat(story.failure().getHttpStatus()).isEqualTo(status);
        assertThat(story.failure().getRequestBody()).isEqualTo(request);
    }

    @Test
    void malformedJsonIsToldAsItCame() {
        String request = "{\"model\":\"sim-text\",\"messages\":[";

        Answer answer = client.call(CHAT, request);

        Story story = story(answer);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(story.failure().getErrorCode()).isEqualTo("INVALID_JSON");
        assertThat(received(story)).isEmpty();
    }

    @Test
    void aCallWithoutAValidKeyIsTold() {
        Answer answer = client.call(CHAT, Load.body("sim-text", false), "sk-wrong");

        Story story = story(answer);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(story.failure().getErrorCode()).isEqualTo("KEY_UNKNOWN");
        assertThat(story.failure().getKeyHash()).isNull();
        assertThat(received(story)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim-cut-midstream-3", "sim-error-midstream-3"})
    void aStreamThatBreaksOffIsAFailureWithWhatHadArrived(String model) {
        Answer answer = client.call(CHAT, Load.body(model, true));

        Story story = story(answer);
        List<String> sent = SseText.data(seenBy(story).responseText());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(story.failure().getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        assertThat(story.chunks()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(story.chunks().stream().map(ChunkEvent::getDelta).toList())
                .isEqualTo(sent.subList(0, story.chunks().size()));
    }

    @Test
    void aClientThatHangsUpCancelsTheCall() {
        int afterSomeWords = 9;
        Answer answer = client.hangUp(CHAT, Load.body("sim-paced-20ms-64", true), afterSomeWords);

        Story story = story(answer);
        assertThat(story.failure().getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        assertThat(seenBy(story).outcome()).isCompletedWithValue(ReceivedCall.Outcome.CANCELLED);
        assertThat(story.chunks()).isNotEmpty().hasSizeLessThan(64);
        assertThat(story.failure().getCompletionTokens()).isPositive();
    }

    private Story story(Answer answer) {
        return await().atMost(SOON)
                .until(() -> complete().stories().get(answer.callId()), each -> each != null && each.ended());
    }

    /** Everything told so far, when no number is missing: chunks may come after the event that ends their call. */
    private Audit complete() {
        return await().atMost(SOON)
                .until(
                        () -> Audit.of(log.read()),
                        audit -> audit.missingNumbers().isEmpty());
    }

    /** The provider learns the call's trace. */
    private ReceivedCall seenBy(Story story) {
        ReceivedCall seen = received(story).orElseThrow();
        seen.outcome().join();
        return seen;
    }

    private Optional<ReceivedCall> received(Story story) {
        String trace = story.preCall().getTraceId();
        return path.provider().received().stream()
                .filter(call -> call.header("traceparent").orElse("").contains(trace))
                .findFirst();
    }

    private static void usageIs(SuccessEvent event, JsonNode answer) {
        JsonNode usage = answer.path("usage");
        long prompt = usage.path("prompt_tokens").asLong();
        long completion = usage.path("completion_tokens").asLong();
        assertThat(prompt).isPositive();
        assertThat(event.getUsageSource()).isEqualTo("provider");
        assertThat(event.getPromptTokens()).isEqualTo(prompt);
        assertThat(event.getTotalTokens()).isEqualTo(usage.path("total_tokens").asLong());
        assertThat(event.getCostNanoUsd()).isEqualTo(prompt * Configs.INPUT_PRICE + completion * Configs.OUTPUT_PRICE);
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}

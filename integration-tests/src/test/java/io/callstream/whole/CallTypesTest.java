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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of every kind: what the topics and sinks say of them is what the provider and the client saw. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallTypesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CHAT = "/v1/chat/completions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private WholePath path;
    private Client client;
    private EventLog log;

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
    }

    /** Whatever was called, in whatever order. */
    @AfterAll
    void audit() throws Exception {
        Audit audit = Audit.of(log.read());
        path.close();
        audit.everyCallIsWhole();
        audit.noNumberIsMissing();
        assertThat(audit.repeats()).isZero();
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
    void aPlainCallIsToldByteForByte(String endpoint, String request) {
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

    private Story story(Answer answer) {
        return await().atMost(SOON)
                .until(() -> Audit.of(log.read()).stories().get(answer.callId()), each -> each != null && each.ended());
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

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}

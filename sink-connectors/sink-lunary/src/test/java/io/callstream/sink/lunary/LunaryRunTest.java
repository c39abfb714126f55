package io.callstream.sink.lunary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OddContent;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Lunary keeps of a call, and what becomes of runs that it could not take. */
class LunaryRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final LunaryHarness harness = LunaryHarness.start();
    private OpenSink<LunarySinkConfig> sink;

    @BeforeEach
    void open() {
        sink = OpenSink.of(harness, directory);
    }

    @AfterEach
    void close() {
        sink.close();
        harness.close();
    }

    @Test
    void aCallIsARunWithInputOutputAndUsage() throws Exception {
        SampleCall call = SampleCall.number(1);
        SuccessEvent event = call.success();
        event.setCacheReadTokens(3L);

        JsonNode run = kept(new CallEvent.Success(event));

        assertThat(run.path("type").asText()).isEqualTo("llm");
        assertThat(run.path("name").asText()).isEqualTo(event.getModel());
        assertThat(run.path("timestamp").asText())
                .isEqualTo(event.getStartedAt().toString());
        assertThat(run.path("endedAt").asText())
                .isEqualTo(event.getStartedAt().plusNanos(812_345_000).toString());
        assertThat(run.path("input"))
                .isEqualTo(JSON.readTree(call.requestBody()).path("messages"));
        assertThat(run.path("output"))
                .isEqualTo(JSON.readTree(call.responseBody()).at("/choices/0/message"));
        assertThat(run.at("/tokensUsage/prompt").asLong()).isEqualTo(event.getPromptTokens());
        assertThat(run.at("/tokensUsage/promptCached").asLong()).isEqualTo(3);
        assertThat(run.path("userId").asText()).isEqualTo("end-user-1");
        assertThat(run.at("/params/temperature").asDouble()).isEqualTo(0.2);
        assertThat(run.at("/metadata/feature").asText()).isEqualTo("greeting");
        assertThat(run.at("/metadata/cost_usd").asDouble()).isEqualTo(event.getCostNanoUsd() / 1e9);
        assertThat(run.path("tags")).extracting(JsonNode::asText).containsExactly("sample", "streamed");
    }

    @Test
    void aFailureEndsWithItsError() {
        JsonNode run = kept(Fixtures.failure(4));

        assertThat(run.path("status").asText()).isEqualTo("error");
        assertThat(run.at("/error/message").asText()).contains("rate");
        assertThat(run.at("/error/stack").asText()).isEqualTo("RATE_LIMITED");
    }

    @Test
    @DisplayName("C22: of a prompt of 2.5 MB in a file the beginning is shown")
    void aLargePromptShowsItsBeginning() throws Exception {
        SuccessEvent event = SampleCall.number(2).success();
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"Once" + "x".repeat(2_500_000) + "\"}]}";
        OddContent.keptAt(event, Files.writeString(directory.resolve("body"), body), body);

        JsonNode told = kept(new CallEvent.Success(event));

        assertThat(told.at("/input/0/content").asText()).startsWith("Once");
    }

    @Test
    void anEmbeddingHasATypeOfItsOwn() {
        SuccessEvent event = SampleCall.number(2).success();
        event.setCallType("embedding");
        event.setRequestBody("{\"input\":[\"a\"]}");
        event.setMetadata(Map.of("parent_run_id", "run-0"));

        JsonNode run = kept(new CallEvent.Success(event));

        assertThat(run.path("type").asText()).isEqualTo("embed");
        assertThat(run.at("/input/0").asText()).isEqualTo("a");
        assertThat(run.path("parentRunId").asText()).isEqualTo("run-0");
    }

    @Test
    void whatPostgresCannotStoreIsTakenOut() {
        SuccessEvent event = SampleCall.number(2).success();
        event.setRequestBody("{\"messages\":[{\"role\":\"user\",\"content\":\"a\\u0000b\"}]}");

        assertThat(kept(new CallEvent.Success(event)).at("/input/0/content").asText())
                .startsWith("a")
                .endsWith("b");
    }

    @Test
    void onlyRunsThatWereNotTakenAreSentAgain() {
        CallEvent failing = Fixtures.success(5);
        harness.lunary().failOnce(failing.callId());

        Delivery verdict = sink.deliver(List.of(Fixtures.success(6), failing, Fixtures.success(7)));

        assertThat(verdict).isEqualTo(new Delivery.Partial(Map.of(), Set.of(failing.eventId()), Optional.empty()));
    }

    /** A database that is away fails on every run; none of them is to blame. */
    @Test
    void aLunaryThatTakesNothingIsWaitedFor() {
        CallEvent poison = harness.poison().orElseThrow();

        for (int i = 0; i < 20; i++) {
            assertThat(sink.deliver(List.of(poison))).isInstanceOf(Delivery.RetryAfter.class);
        }
    }

    private JsonNode kept(CallEvent event) {
        sink.deliverAll(List.of(event));
        return harness.lunary().runs().values().iterator().next();
    }
}

package io.callstream.sink.helicone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OddContent;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Helicone shows of a call. */
class HeliconeLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final HeliconeHarness harness = HeliconeHarness.start();
    private OpenSink<HeliconeSinkConfig> sink;

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
    void aCallIsLoggedWithItsBodiesAndItsTimes() throws Exception {
        SampleCall call = SampleCall.number(1);

        JsonNode log = logged(new CallEvent.Success(call.success()));

        assertThat(log.at("/providerRequest/json")).isEqualTo(JSON.readTree(call.requestBody()));
        assertThat(log.at("/providerResponse/json")).isEqualTo(JSON.readTree(call.responseBody()));
        assertThat(log.at("/providerResponse/status").asInt()).isEqualTo(200);
        assertThat(log.at("/timing/startTime/seconds").asLong())
                .isEqualTo(call.success().getStartedAt().getEpochSecond());
        assertThat(log.at("/timing/timeToFirstToken").asLong()).isEqualTo(310);
    }

    @Test
    @DisplayName("C34: without content, tokens and model are still there")
    void withoutContentTokensAndModelStay() {
        SuccessEvent event = SampleCall.number(1).success();
        event.setRequestBody(null);
        event.setResponseBody(null);
        event.setCapture("none");
        event.setCacheReadTokens(3L);

        JsonNode log = logged(new CallEvent.Success(event));

        assertThat(log.at("/providerResponse/json/usage/prompt_tokens").asLong())
                .isEqualTo(event.getPromptTokens());
        assertThat(log.at("/providerResponse/json/usage/completion_tokens").asLong())
                .isEqualTo(event.getCompletionTokens());
        assertThat(log.at("/providerResponse/json/usage/prompt_tokens_details/cached_tokens")
                        .asLong())
                .isEqualTo(3);
        assertThat(log.at("/providerResponse/json/model").asText()).isEqualTo(event.getResponseModel());
        assertThat(log.toString()).doesNotContain("choices").doesNotContain("messages");
    }

    @Test
    @DisplayName("C22: of a prompt of 2.5 MB and an answer of 12 MB the beginnings are shown, and the usage")
    void largeBodiesShowTheirBeginnings() throws Exception {
        SuccessEvent event = SampleCall.number(1).success();
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"Once" + "x".repeat(2_500_000) + "\"}]}";
        OddContent.keptAt(event, Files.writeString(directory.resolve("body"), body), body);
        event.setResponseBody("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Then"
                + "y".repeat(12_000_000) + "\"}}]}");

        JsonNode log = logged(new CallEvent.Success(event));

        assertThat(log.at("/providerRequest/json/messages/0/content").asText()).startsWith("Once");
        assertThat(log.at("/providerResponse/json/choices/0/message/content").asText())
                .startsWith("Then")
                .endsWith("…");
        assertThat(log.at("/providerResponse/json/usage/total_tokens").asLong()).isEqualTo(event.getTotalTokens());
    }

    @Test
    void whatTheCallerSaysByHeliconesNamesWins() {
        SuccessEvent event = SampleCall.number(2).success();
        event.setRequestHeaders(Map.of(
                "helicone-session-id", "abc",
                "helicone-session-name", "Weather",
                "helicone-property-app-version", "2.1.0",
                "helicone-cache-enabled", "true",
                "helicone-ratelimit-policy", "100;w=60",
                "helicone-auth", "Bearer sk-somebody"));
        event.setMetadata(Map.of("feature", "greeting", "helicone_user_id", "u-7"));

        JsonNode meta = logged(new CallEvent.Success(event)).at("/providerRequest/meta");

        assertThat(meta.path("Helicone-Session-Id").asText()).isEqualTo("abc");
        assertThat(meta.path("Helicone-Session-Name").asText()).isEqualTo("Weather");
        assertThat(meta.path("Helicone-Property-App-Version").asText()).isEqualTo("2.1.0");
        assertThat(meta.path("Helicone-Cache-Enabled").asText()).isEqualTo("true");
        assertThat(meta.path("Helicone-Ratelimit-Policy").asText()).isEqualTo("100;w=60");
        assertThat(meta.path("Helicone-User-Id").asText()).isEqualTo("u-7");
        assertThat(meta.path("Helicone-Property-feature").asText()).isEqualTo("greeting");
        assertThat(meta.toString()).doesNotContain("sk-somebody");
    }

    @Test
    void withoutThemSessionAndUserAreThoseOfTheCall() {
        JsonNode meta = logged(Fixtures.success(3)).at("/providerRequest/meta");

        assertThat(meta.path("Helicone-Session-Id").asText()).isEqualTo("session-0");
        assertThat(meta.path("Helicone-User-Id").asText()).isEqualTo("end-user-3");
        assertThat(meta.path("Helicone-Property-Team").asText()).isEqualTo("team-0");
        assertThat(meta.path("Helicone-Property-Tags").asText()).startsWith("sample,");
    }

    @Test
    void aFailureHasItsStatusAndTheProvidersError() {
        JsonNode log = logged(Fixtures.failure(4));

        assertThat(log.at("/providerResponse/status").asInt()).isEqualTo(429);
        assertThat(log.at("/providerResponse/json/error/code").asText()).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void aClientThatHungUpIsOneOfNinetyNine() {
        FailureEvent gone = SampleCall.number(5).disconnected();
        gone.setResponseBody(null);

        JsonNode log = logged(new CallEvent.Failure(gone));

        assertThat(log.at("/providerResponse/status").asInt()).isEqualTo(499);
        assertThat(log.at("/providerResponse/json/error/code").asText()).isEqualTo("CLIENT_DISCONNECTED");
    }

    @Test
    void aLoggerThatFailsIsWaitedFor() {
        CallEvent bad = new CallEvent.Success(HeliconeHarness.saying(6, HeliconeHarness.INDIGESTIBLE));

        for (int i = 0; i < 20; i++) {
            assertThat(sink.deliver(List.of(bad))).isInstanceOf(Delivery.RetryAfter.class);
        }
    }

    /** The logger takes others: then it is the event that it cannot digest. */
    @Test
    void anEventOnWhichItFailsAmongOthersIsRefused() {
        CallEvent bad = new CallEvent.Success(HeliconeHarness.saying(7, HeliconeHarness.INDIGESTIBLE));
        List<Delivery> answers = new ArrayList<>();
        while (answers.isEmpty() || answers.get(answers.size() - 1) instanceof Delivery.RetryAfter) {
            sink.deliverAll(List.of(Fixtures.success(8 + answers.size())));
            answers.add(sink.deliver(List.of(bad)));
        }

        assertThat(answers).hasSizeGreaterThanOrEqualTo(5);
        assertThat(answers.get(answers.size() - 1))
                .isInstanceOfSatisfying(
                        Delivery.Partial.class,
                        refused -> assertThat(refused.rejected()).containsOnlyKeys(bad.eventId()));
    }

    private JsonNode logged(CallEvent event) {
        sink.deliverAll(List.of(event));
        return harness.helicone().logs().iterator().next();
    }
}

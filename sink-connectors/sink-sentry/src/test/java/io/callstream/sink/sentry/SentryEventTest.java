package io.callstream.sink.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Sentry shows of a failure. */
class SentryEventTest {
    @TempDir
    Path directory;

    private final FailureEvent failure = SampleCall.number(1).failure();

    @Test
    void theFailureIsAnExceptionInATrace() {
        JsonNode event = sent(Map.of());
        assertThat(event.at("/exception/values/0/type").asText()).isEqualTo("RATE_LIMITED");
        assertThat(FakeSentry.message(event)).isEqualTo("the provider limited the rate of requests");
        assertThat(event.path("level").asText()).isEqualTo("error");
        assertThat(event.path("environment").asText()).isEqualTo("staging");
        assertThat(event.at("/contexts/trace/trace_id").asText()).isEqualTo(failure.getTraceId());
        assertThat(event.at("/contexts/trace/status").asText()).isEqualTo("resource_exhausted");
        assertThat(event.at("/contexts/llm_call/duration_ms").asLong()).isEqualTo(812);
        assertThat(event.at("/tags/provider_status").asText()).isEqualTo("429");
        assertThat(event.at("/tags/deployment_id").asText()).isEqualTo("deployment-1");
    }

    @Test
    void failuresOfAKindHaveOneFingerprint() {
        assertThat(sent(Map.of()).path("fingerprint"))
                .extracting(JsonNode::asText)
                .containsExactly("RATE_LIMITED", "openai", "gpt-4o-mini", "provider");
    }

    @Test
    void aRefusedKeyIsFatalAndAClientsMistakeAWarning() {
        failure.setErrorCode("PROVIDER_AUTHENTICATION");
        assertThat(sent(Map.of()).path("level").asText()).isEqualTo("fatal");
        failure.setErrorCode("MODEL_NOT_FOUND");
        failure.setOrigin("client");
        assertThat(sent(Map.of()).path("level").asText()).isEqualTo("warning");
    }

    @Test
    void contentAndPersonsAreLeftOut() {
        String event = sent(Map.of()).toString();
        assertThat(event)
                .doesNotContain("Greet reader")
                .doesNotContain("Rate limit reached")
                .doesNotContain("end-user-1")
                .doesNotContain("192.0.2.17");
    }

    @Test
    void contentAndPersonsAreToldOnRequest() {
        JsonNode event = sent(Map.of("content", "true", "send_default_pii", "true"));
        assertThat(event.at("/request/data").asText()).isEqualTo(failure.getRequestBody());
        assertThat(event.at("/extra/provider_error_body").asText()).contains("Rate limit reached");
        assertThat(event.at("/user/id").asText()).isEqualTo("end-user-1");
        assertThat(event.at("/user/ip_address").asText()).isEqualTo("192.0.2.17");
        assertThat(event.at("/request/headers/x-request-id").asText()).isEqualTo("req-1");
    }

    @Test
    void secretsInMetadataAreFiltered() {
        failure.setMetadata(Map.of(
                "db_password", "hunter2", "user_email", "ada@example.org", "max_tokens", "17", "feature", "greeting"));
        JsonNode extra = sent(Map.of()).path("extra");
        assertThat(extra.path("metadata.db_password").asText()).isEqualTo("[Filtered]");
        assertThat(extra.path("metadata.user_email").asText()).isEqualTo("[Filtered]");
        assertThat(extra.path("metadata.max_tokens").asText()).isEqualTo("17");
        assertThat(extra.path("metadata.feature").asText()).isEqualTo("greeting");
    }

    @Test
    void whatIsTooLongIsCutToSentrysLimits() {
        failure.setMessage("😀".repeat(20_000));
        failure.setKeyAlias("two\nlines " + "x".repeat(500));
        failure.setRequestBody("ü".repeat(100_000));
        failure.setMetadata(Map.of("long", "y".repeat(100_000)));
        JsonNode event = sent(Map.of("content", "true"));
        assertThat(FakeSentry.message(event)).endsWith("…");
        assertThat(event.at("/tags/key_alias").asText())
                .startsWith("two lines xxx")
                .hasSize(200);
    }

    @Test
    void idsThatAreNoneAreLeftOut() {
        failure.setTraceId("not a trace");
        JsonNode report = new FailureReport(
                        new SentrySinkConfig.Labels("production", Optional.of("v1")),
                        new SentrySinkConfig.Privacy(false, false))
                .of(failure, List.of());
        assertThat(report.at("/contexts/trace").isMissingNode()).isTrue();
        assertThat(report.path("release").asText()).isEqualTo("v1");
    }

    @Test
    void theTriesAreBreadcrumbs() {
        JsonNode crumbs = sent(Map.of()).path("breadcrumbs");
        assertThat(crumbs)
                .extracting(crumb -> crumb.path("message").asText())
                .containsExactly("chat_completion gpt-4o-mini", "deployment-1 failed: RATE_LIMITED");
    }

    @Test
    void theCallsOfTheSessionBeforeAreBreadcrumbsWherePreCallsAreSubscribed() {
        List<CallEvent> batch = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            PreCallEvent preCall = SampleCall.number(number).preCall();
            batch.add(new CallEvent.PreCall(preCall));
            batch.add(new CallEvent.PreCall(preCall));
        }
        FailureEvent third = SampleCall.number(2).failure();
        batch.add(new CallEvent.Failure(third));
        JsonNode crumbs = sent(Map.of(), batch).path("breadcrumbs");
        assertThat(crumbs)
                .filteredOn(crumb -> crumb.path("category").asText().equals("llm.call"))
                .extracting(crumb -> crumb.at("/data/call_id").asText())
                .containsExactly(
                        SampleCall.number(0).callId(), SampleCall.number(1).callId(), third.getCallId());
    }

    private JsonNode sent(Map<String, Object> settings) {
        return sent(settings, List.of(new CallEvent.Failure(failure)));
    }

    private JsonNode sent(Map<String, Object> settings, List<CallEvent> batch) {
        try (SentryHarness harness = SentryHarness.with(settings);
                OpenSink<SentrySinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(batch);
            assertThat(harness.sentry().events()).hasSize(1);
            return harness.sentry().events().iterator().next();
        }
    }
}

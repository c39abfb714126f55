package io.callstream.sink.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.http.Answer;
import io.callstream.sink.testkit.ManualClock;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import io.sentry.DataCategory;
import io.sentry.EnvelopeReader;
import io.sentry.JsonSerializer;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.SpanStatus;
import io.sentry.protocol.SentryException;
import io.sentry.transport.RateLimiter;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentry's own client judges: it reads our envelopes, and keeps rate limits as we do. */
class SentryClientTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path directory;

    private final FailureEvent failure = SampleCall.number(1).failure();

    @Test
    void anEnvelopeReadsBackWhole() throws Exception {
        SentryEvent event = readBack();
        assertThat(event.getUnknown()).isNull();
        assertThat(event.getEventId()).hasToString(Project.idOf(new CallEvent.Failure(failure)));
        assertThat(event.getTimestamp()).isEqualTo(failure.getEventTime());
        assertThat(event.getLevel()).isEqualTo(SentryLevel.ERROR);
        assertThat(event.getEnvironment()).isEqualTo("staging");
        assertThat(event.getFingerprints()).containsExactly("RATE_LIMITED", "openai", "gpt-4o-mini", "provider");
        assertThat(event.getTag("call_id")).isEqualTo(failure.getCallId());
        assertThat(event.getExceptions()).extracting(SentryException::getType).containsExactly("RATE_LIMITED");
        assertThat(event.getContexts().getTrace()).isNotNull().satisfies(trace -> {
            assertThat(trace.getTraceId()).hasToString(failure.getTraceId());
            assertThat(trace.getSpanId()).hasToString(failure.getSpanId());
            assertThat(trace.getOperation()).isEqualTo("gen_ai.chat");
            assertThat(trace.getStatus()).isEqualTo(SpanStatus.RESOURCE_EXHAUSTED);
        });
        assertThat(event.getBreadcrumbs()).hasSize(2).allSatisfy(crumb -> {
            assertThat(crumb.getUnknown()).isNull();
            assertThat(crumb.getTimestamp()).isEqualTo(failure.getStartedAt());
        });
    }

    private SentryEvent readBack() throws Exception {
        JsonSerializer serializer = new JsonSerializer(new SentryOptions());
        try (SentryHarness harness = SentryHarness.with(Map.of("content", "true", "send_default_pii", "true"));
                OpenSink<SentrySinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(new CallEvent.Failure(failure)));
            byte[] body = harness.destination().requests().get(0).body();
            SentryEnvelope envelope = new EnvelopeReader(serializer).read(new ByteArrayInputStream(body));
            assertThat(envelope).isNotNull();
            return envelope.getItems().iterator().next().getEvent(serializer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60:error:key",
                "60::organization",
                "60:error;transaction:organization:quota_exceeded",
                "60:transaction:key,120:default;error;security:organization",
                "60:transaction:key",
                "60:default:key",
                "0:error:key",
                "2.5:error:key",
                "60:error",
                "60:metric_bucket:organization:quota_exceeded:custom"
            })
    void rateLimitsAreReadAsTheClientReadsThem(String header) throws Exception {
        ManualClock clock = new ManualClock(NOW);
        RateLimits ours = new RateLimits(clock);
        ours.note(new Answer.Replied(200, Optional.empty(), Map.of("x-sentry-rate-limits", header), new byte[0]));
        try (RateLimiter theirs = new RateLimiter(clock::millis, new SentryOptions())) {
            theirs.updateRetryAfterLimits(header, null, 200);
            clock.advance(Duration.ofSeconds(5));
            for (int second = 5; second < 130; second += 10) {
                assertThat(ours.left().isPresent())
                        .as("%s after %d s", header, second)
                        .isEqualTo(theirs.isActiveForCategory(DataCategory.Error));
                clock.advance(Duration.ofSeconds(10));
            }
        }
    }
}

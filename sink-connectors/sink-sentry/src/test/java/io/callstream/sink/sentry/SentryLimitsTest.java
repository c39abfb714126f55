package io.callstream.sink.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much Sentry is told, and when it wants to hear nothing. */
class SentryLimitsTest {
    private static final String HEADER = "X-Sentry-Rate-Limits";

    @TempDir
    Path directory;

    private SentryHarness harness = SentryHarness.with(Map.of());

    private @Nullable OpenSink<SentrySinkConfig> opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
        harness.close();
    }

    @Test
    void aKindIsToldSoOftenAMinuteAndTheRestCounted() {
        OpenSink<SentrySinkConfig> sink = open(Map.of("per_minute", "3"));
        assertThat(sink.deliver(failures(0, 10))).isEqualTo(Delivery.delivered());
        assertThat(sink.deliver(failures(0, 10))).isEqualTo(Delivery.delivered());
        assertThat(harness.sentry().events()).hasSize(3);
        sink.clock().advance(Duration.ofMinutes(1));
        assertThat(sink.deliver(failures(10, 11))).isEqualTo(Delivery.delivered());
        assertThat(harness.sentry().events()).hasSize(4);
        assertThat(harness.sentry().events())
                .extracting(event -> event.at("/extra/withheld_before").asLong())
                .containsExactlyInAnyOrder(0L, 0L, 0L, 7L);
    }

    @Test
    void theSampleIsTheSameOnEveryDelivery() {
        OpenSink<SentrySinkConfig> sink = open(Map.of("sample_rate", "0.5"));
        sink.deliverAll(failures(0, 200));
        int told = harness.sentry().events().size();
        assertThat(told).isBetween(60, 140);
        sink.deliverAll(failures(0, 200));
        assertThat(harness.sentry().events()).hasSize(told);
        assertThat(harness.destination().requests()).hasSize(2 * told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20:error:key                                  | 20",
                "20::organization                              | 20",
                "5:error:key, 20:transaction;error:organization | 20",
                "20:transaction;span:key, 10:default;error:project:quota | 10",
                "1.5:error:key                                 | 1"
            })
    void aLimitOfErrorsIsKeptWhateverTheStatus(String limit, long seconds) {
        OpenSink<SentrySinkConfig> sink = open(Map.of());
        harness.sentry().limit(200, Map.of(HEADER, limit));
        assertThat(sink.deliver(failures(0, 1))).isEqualTo(Delivery.delivered());
        harness.sentry().limit(200, Map.of());
        assertThat(sink.deliver(failures(1, 2)))
                .isEqualTo(Delivery.retryAfter(Duration.ofSeconds(seconds), "rate_limited"));
        sink.clock().advance(Duration.ofSeconds(seconds));
        assertThat(sink.deliver(failures(1, 2))).isEqualTo(Delivery.delivered());
        assertThat(harness.sentry().events()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"60:transaction:key", "nonsense", "''", "60"})
    void otherLimitsAreNotOurs(String limit) {
        OpenSink<SentrySinkConfig> sink = open(Map.of());
        harness.sentry().limit(200, Map.of(HEADER, limit));
        assertThat(sink.deliver(failures(0, 2))).isEqualTo(Delivery.delivered());
        assertThat(harness.sentry().events()).hasSize(2);
    }

    @Test
    void underALimitFailuresAreDroppedUnlessToldOtherwise() {
        OpenSink<SentrySinkConfig> sink = open(Map.of("wait_at_most", "0s"));
        harness.sentry().limit(200, Map.of(HEADER, "20:error:key"));
        assertThat(sink.deliver(failures(0, 1))).isEqualTo(Delivery.delivered());
        harness.sentry().limit(200, Map.of());
        assertThat(sink.deliver(failures(1, 2))).isEqualTo(Delivery.delivered());
        sink.clock().advance(Duration.ofSeconds(20));
        assertThat(sink.deliver(failures(2, 3))).isEqualTo(Delivery.delivered());
        assertThat(harness.sentry().events()).hasSize(2);
    }

    @Test
    void withoutAWordABusySentryIsLeftAloneForAMinute() {
        OpenSink<SentrySinkConfig> sink = open(Map.of());
        harness.sentry().limit(429, Map.of());
        assertThat(sink.deliver(failures(0, 1))).isEqualTo(Delivery.retryAfter(Duration.ofMinutes(1), "rate_limited"));
    }

    @Test
    void underALongLimitFailuresAreDroppedAndNothingIsAsked() {
        OpenSink<SentrySinkConfig> sink = open(Map.of());
        harness.sentry().limit(429, Map.of(HEADER, "7200:error:organization:quota_exceeded"));
        assertThat(sink.deliver(failures(0, 3))).isEqualTo(Delivery.delivered());
        assertThat(harness.destination().requests()).hasSize(1);
        harness.sentry().limit(200, Map.of());
        sink.clock().advance(Duration.ofHours(2));
        assertThat(sink.deliver(failures(3, 4))).isEqualTo(Delivery.delivered());
        assertThat(harness.sentry().events()).hasSize(1);
    }

    @Test
    void whatWasSentBeforeALimitIsNotSentAgain() {
        OpenSink<SentrySinkConfig> sink = open(Map.of());
        harness.sentry().limit(200, Map.of(HEADER, "9:error:key"));
        List<CallEvent> batch = failures(0, 3);
        assertThat(sink.deliver(batch))
                .isEqualTo(new Delivery.Partial(
                        Map.of(),
                        Set.of(batch.get(1).eventId(), batch.get(2).eventId()),
                        Optional.of(Duration.ofSeconds(9))));
    }

    @Test
    void idsAreMadeOfTheFailuresOwn() {
        open(Map.of()).deliverAll(failures(0, 1));
        assertThat(harness.sentry().events())
                .extracting((JsonNode event) -> event.path("event_id").asText())
                .containsExactly(Project.idOf(Fixtures.failure(0)));
    }

    private OpenSink<SentrySinkConfig> open(Map<String, Object> settings) {
        harness.close();
        harness = SentryHarness.with(settings);
        opened = OpenSink.of(harness, directory);
        return opened;
    }

    private static List<CallEvent> failures(int from, int to) {
        return IntStream.range(from, to).mapToObj(Fixtures::failure).toList();
    }
}

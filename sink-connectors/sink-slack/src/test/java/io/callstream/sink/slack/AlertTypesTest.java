package io.callstream.sink.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fault;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slow calls and outages, beside failures. */
class AlertTypesTest {
    @TempDir
    Path directory;

    private SlackHarness harness = SlackHarness.start();

    private @Nullable OpenSink<SlackSinkConfig> opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
        harness.close();
    }

    @Test
    void aSlowCallIsToldWhereSuccessesAreHeardOf() {
        OpenSink<SlackSinkConfig> sink = open(Map.of("alerting_threshold", "20s"));
        sink.deliverAll(List.of(took(0, 19), took(1, 21), took(2, 500)));
        assertThat(words()).hasSize(1);
        assertThat(words().get(0))
                .contains("Calls are slow")
                .contains("took 21 s (limit 20 s)")
                .contains("`deployment-1`");
        sink.close();
        assertThat(words().get(1)).contains("1 more slow call");
    }

    @Test
    void anOutageIsToldWhenItBeginsAndWhenItGetsWorse() {
        OpenSink<SlackSinkConfig> sink = open(Map.of("alert_types", "outage_alerts", "mention", "<!channel>"));
        assertThat(sink.deliver(broken(0, 4))).isEqualTo(Delivery.delivered());
        assertThat(words()).isEmpty();
        assertThat(sink.deliver(broken(0, 6))).isEqualTo(Delivery.delivered());
        assertThat(words()).hasSize(1);
        assertThat(words().get(0))
                .contains("Minor outage")
                .contains("`deployment-1`")
                .contains("6 failures within 60 s: 6 PROVIDER_ERROR")
                .doesNotContain("<!channel>");
        sink.clock().advance(Duration.ofSeconds(1));
        assertThat(sink.deliver(broken(6, 12))).isEqualTo(Delivery.delivered());
        assertThat(words()).hasSize(2);
        assertThat(words().get(1)).contains("Major outage").contains("<!channel>");
        sink.clock().advance(Duration.ofSeconds(1));
        assertThat(sink.deliver(broken(12, 14))).isEqualTo(Delivery.delivered());
        assertThat(words()).hasSize(2);
    }

    @Test
    void anOutageThatSlackDidNotHearOfIsToldAgain() {
        OpenSink<SlackSinkConfig> sink = open(Map.of("alert_types", "outage_alerts"));
        harness.inflict(Fault.OUTAGE);
        assertThat(sink.deliver(broken(0, 6))).isInstanceOf(Delivery.RetryAfter.class);
        harness.heal();
        sink.deliverAll(broken(0, 6));
        assertThat(words()).hasSize(1);
    }

    @Test
    void anOutageThatIsOverCanComeAgain() {
        OpenSink<SlackSinkConfig> sink = open(Map.of("alert_types", "outage_alerts"));
        sink.deliverAll(broken(0, 6));
        sink.clock().advance(Duration.ofMinutes(2));
        List<CallEvent> later = broken(6, 12).stream()
                .map(event -> ((CallEvent.Failure) event).event())
                .map(failure -> {
                    failure.setEventTime(sink.clock().instant());
                    return (CallEvent) new CallEvent.Failure(failure);
                })
                .toList();
        sink.deliverAll(later);
        assertThat(words()).hasSize(2);
    }

    @Test
    void whatTheProviderRefusesIsNoOutage() {
        OpenSink<SlackSinkConfig> sink = open(Map.of("alert_types", "outage_alerts"));
        sink.deliverAll(IntStream.range(0, 30).mapToObj(Fixtures::failure).toList());
        assertThat(words()).isEmpty();
    }

    @Test
    void theKindsOfAlertAreNamedInSmallPrint() {
        OpenSink<SlackSinkConfig> sink = open(Map.of());
        sink.deliverAll(broken(0, 6));
        List<JsonNode> messages = harness.slack().messages();
        JsonNode blocks = messages.get(0).path("blocks");
        assertThat(blocks.path(blocks.size() - 1).at("/elements/0/text").asText())
                .isEqualTo("llm_exceptions, outage_alerts");
    }

    private OpenSink<SlackSinkConfig> open(Map<String, Object> settings) {
        harness.close();
        harness = SlackHarness.with(settings);
        opened = OpenSink.of(harness, directory);
        return opened;
    }

    private List<String> words() {
        return harness.slack().messages().stream().map(FakeSlack::words).toList();
    }

    private static CallEvent took(int number, long seconds) {
        SuccessEvent success = SampleCall.number(number).success();
        success.setDurationUs(seconds * 1_000_000);
        return new CallEvent.Success(success);
    }

    private static List<CallEvent> broken(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> {
                    FailureEvent failure = SampleCall.number(number).failure();
                    failure.setErrorCode("PROVIDER_ERROR");
                    failure.setProviderStatus(503);
                    return (CallEvent) new CallEvent.Failure(failure);
                })
                .toList();
    }
}

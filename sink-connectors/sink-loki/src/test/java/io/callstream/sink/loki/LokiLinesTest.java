package io.callstream.sink.loki;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Loki has of an event. */
class LokiLinesTest {
    @TempDir
    Path directory;

    private final SuccessEvent success = SampleCall.number(1).success();

    @Test
    void anEventIsALineOfJsonWithFewLabels() {
        JsonNode stream = sent(Map.of(), event()).path("streams").path(0);
        assertThat(stream.path("stream").toString())
                .isEqualTo("{\"gateway_id\":\"" + success.getGatewayId()
                        + "\",\"kind\":\"success\",\"provider\":\"openai\",\"service_name\":\"callstream\"}");
        JsonNode value = stream.path("values").path(0);
        assertThat(value.path(0).textValue()).isEqualTo(success.getEventTime().toEpochMilli() + "000000");
        assertThat(value.path(1).textValue())
                .startsWith("{\"kind\":\"success\",")
                .contains("Greet reader 1");
        assertThat(value.path(2).path("trace_id").textValue()).isEqualTo(success.getTraceId());
        assertThat(value.path(2).path("end_user").textValue()).isEqualTo("end-user-1");
        assertThat(value.path(2).has("error_code")).isFalse();
    }

    @Test
    void labelsAndMetadataAreChosen() {
        JsonNode stream = sent(
                        Map.of(
                                "labels", Map.of("env", "prod"),
                                "label_columns", List.of("team_id"),
                                "metadata", List.of()),
                        event())
                .path("streams")
                .path(0);
        assertThat(stream.path("stream").toString()).isEqualTo("{\"env\":\"prod\",\"team_id\":\"team-1\"}");
        assertThat(stream.path("values").path(0)).hasSize(2);
    }

    @Test
    void aLineThatIsTooLongKeepsTheBeginningOfWhatWasSaid() {
        success.setRequestBody("{\"messages\":[\"" + "long ".repeat(60_000) + "\"]}");
        JsonNode value =
                sent(Map.of(), event()).path("streams").path(0).path("values").path(0);
        assertThat(value.path(1).textValue()).contains("long long long").contains("\"prompt_tokens\":24");
        assertThat(value.path(2).path("content_cut").textValue()).isEqualTo("line_too_long");
    }

    @Test
    void linesOfAStreamAreInTheOrderOfTime() {
        JsonNode values = sent(Map.of(), Fixtures.success(9), Fixtures.success(5), Fixtures.success(7))
                .path("streams")
                .path(0)
                .path("values");
        assertThat(values.findValuesAsText("call_id"))
                .containsExactly(
                        SampleCall.number(5).callId(),
                        SampleCall.number(7).callId(),
                        SampleCall.number(9).callId());
    }

    @Test
    void goodLinesOfARefusedRequestAreStoredOnce() {
        try (LokiHarness harness = LokiHarness.start();
                OpenSink<LokiSinkConfig> sink = OpenSink.of(harness, directory)) {
            CallEvent good = Fixtures.success(1);
            CallEvent old = harness.poison().orElseThrow();
            assertThat(sink.deliver(List.of(good, old))).isEqualTo(Delivery.rejected("too_old"));
            assertThat(harness.arrived()).containsExactly(good.eventId());
            sink.deliverAll(List.of(good));
            assertThat(sink.deliver(List.of(old))).isEqualTo(Delivery.rejected("too_old"));
            assertThat(harness.loki().stored()).hasSize(1);
        }
    }

    @Test
    void aLineFarBehindItsStreamIsRefusedByThatName() {
        success.setEventTime(LokiHarness.NOW.minus(Duration.ofHours(2)));
        try (LokiHarness harness = LokiHarness.start();
                OpenSink<LokiSinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(Fixtures.success(3)));
            assertThat(sink.deliver(List.of(event()))).isEqualTo(Delivery.rejected("too_far_behind"));
        }
    }

    private CallEvent event() {
        return new CallEvent.Success(success);
    }

    /** The request that was sent, which Loki has taken. */
    private JsonNode sent(Map<String, Object> settings, CallEvent... events) {
        try (LokiHarness harness = LokiHarness.with(settings);
                OpenSink<LokiSinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(events));
            assertThat(harness.destination().requests()).hasSize(1);
            assertThat(harness.destination().requests().get(0).header("content-encoding"))
                    .isEqualTo("gzip");
            return new ObjectMapper()
                    .readTree(harness.destination().requests().get(0).text());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON was sent", e);
        }
    }
}

package io.callstream.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3SinkTest {
    @TempDir
    Path directory;

    @Test
    void objectsAreOfOneKindAndDay() {
        SuccessEvent midnight = SampleCall.number(4).success();
        midnight.setEventTime(Instant.parse("2026-11-21T00:00:00Z"));
        try (S3Harness harness = S3Harness.with(Map.of("gzip", "false"));
                OpenSink<S3SinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(
                    Fixtures.success(0),
                    Fixtures.failure(1),
                    Fixtures.event(SampleCall.number(0).preCall()),
                    Fixtures.success(2),
                    new CallEvent.Success(midnight)));
            assertThat(harness.store().objects().keySet().stream().map(key -> key.replaceAll("[0-9a-f]{32}", "name")))
                    .containsExactlyInAnyOrder(
                            "raw/llm calls/failure/date=2026-11-20/name.jsonl",
                            "raw/llm calls/pre-call/date=2026-11-20/name.jsonl",
                            "raw/llm calls/success/date=2026-11-20/name.jsonl",
                            "raw/llm calls/success/date=2026-11-21/name.jsonl");
        }
    }

    @Test
    void aLineIsAnEvent() {
        try (S3Harness harness = S3Harness.with(Map.of("content", "false"));
                OpenSink<S3SinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(Fixtures.success(0), Fixtures.success(2)));
            Map.Entry<String, byte[]> object =
                    harness.store().objects().entrySet().iterator().next();
            assertThat(S3Harness.text(object.getKey(), object.getValue()).lines())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("{\"kind\":\"success\",\"event_id\":")
                            .contains("\"request_body\":null"));
        }
    }

    @Test
    void anObjectThatIsTooLargeIsSplitOrRefused() {
        SuccessEvent success = SampleCall.number(0).success();
        StringBuilder noise = new StringBuilder();
        Random random = new Random(1);
        while (noise.length() < 9 << 20) {
            noise.append(Long.toHexString(random.nextLong()));
        }
        success.setRequestBody('"' + noise.toString() + '"');
        try (S3Harness harness = S3Harness.with(Map.of("gzip", "false", "timeout", "20s"));
                OpenSink<S3SinkConfig> sink = OpenSink.of(harness, directory)) {
            assertThat(sink.deliver(List.of(new CallEvent.Success(success))))
                    .isEqualTo(Delivery.rejected("s3_EntityTooLarge"));
        }
    }

    @Test
    void theWrongRegionHolds() {
        try (S3Harness harness = S3Harness.with(Map.of("region", "us-east-1"));
                OpenSink<S3SinkConfig> sink = OpenSink.of(harness, directory)) {
            assertThat(sink.deliver(List.of(Fixtures.success(0)))).isEqualTo(Delivery.hold("http_400"));
        }
    }
}

package io.callstream.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3SinkTest {
    @TempDir
    Path directory;

    @Test
    void objectsAreOfOneKindAndDay() {
        CallEvent afterMidnight = Fixtures.success(12 * 60 * 60);
        try (S3Harness harness = S3Harness.with(Map.of("gzip", "false"));
                OpenSink<S3SinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(
                    Fixtures.success(0),
                    Fixtures.failure(1),
                    Fixtures.stories(1).get(0),
                    Fixtures.success(2),
                    afterMidnight));
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
    void parquetIsStoredByteForByteAgain() {
        try (S3Harness harness = S3Harness.with(Map.of("format", "parquet", "timeout", "20s"));
                OpenSink<S3SinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(Fixtures.stories(5));
            Object once = harness.state();
            assertThat(harness.store().objects())
                    .allSatisfy((key, bytes) -> assertThat(key).endsWith(".parquet"))
                    .allSatisfy((key, bytes) -> assertThat(bytes).startsWith('P', 'A', 'R', '1'));
            sink.deliverAll(Fixtures.stories(5));
            assertThat(harness.state()).isEqualTo(once);
        }
    }

    @Test
    void anObjectThatIsTooLargeIsRefusedSoThatTheRuntimeSplitsIt() {
        try (S3Harness harness = S3Harness.with(Map.of("gzip", "false", "timeout", "20s"));
                OpenSink<S3SinkConfig> sink = OpenSink.of(harness, directory)) {
            List<CallEvent> batch =
                    IntStream.range(0, 4000).mapToObj(Fixtures::success).toList();
            assertThat(sink.deliver(batch)).isEqualTo(Delivery.rejected("s3_EntityTooLarge"));
            sink.deliverAll(batch.subList(0, 1000));
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

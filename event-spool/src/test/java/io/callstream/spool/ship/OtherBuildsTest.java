package io.callstream.spool.ship;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.spool.CallKey;
import io.callstream.spool.OldSpool;
import io.callstream.spool.Spool;
import io.callstream.spool.SpoolKinds;
import io.callstream.spool.SpoolOptions;
import io.callstream.spool.TestKinds;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another build left in the spool goes to Kafka. */
class OtherBuildsTest {
    private static final ShipOptions OPTIONS =
            new ShipOptions(Map.of("bootstrap.servers", "fake:1"), "http://registry", true);

    @TempDir
    Path folder;

    private final FakeKafka kafka = new FakeKafka(true);
    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();

    @Test
    void aSpoolOfVersion1IsShipped() {
        List<ProducerRecord<byte[], byte[]>> shipped = ship(OldSpool.unpack(folder.resolve("spool")));

        assertThat(shipped)
                .extracting(ProducerRecord::topic)
                .containsExactlyInAnyOrder("llm.success", "llm.pre-call", "llm.pre-call", "llm.chunk");
        ProducerRecord<byte[], byte[]> success = of(shipped, "llm.success");
        assertThat(header(success, "kind")).isEqualTo("success");
        assertThat(header(success, "status")).isEqualTo("200");
        assertThat(header(success, "traceparent")).startsWith("00-");
        assertThat(header(of(shipped, "llm.pre-call"), "status")).isNull();
    }

    @Test
    void recordsOfUnknownKindsGoToTheTopicsThatTheirBuildSaid() throws IOException, RestClientException {
        Path directory = folder.resolve("spool");
        try (Spool later = open(directory, TestKinds.later())) {
            later.lane(0).append(TestKinds.SESSION, new CallKey(7, 7), text("a session"));
            later.lane(0).append(TestKinds.TRACE, new CallKey(7, 7), text("a trace"));
        }

        List<ProducerRecord<byte[], byte[]>> shipped = ship(directory);

        assertThat(shipped).extracting(ProducerRecord::topic).containsExactlyInAnyOrder("llm.session", "llm.trace");
        assertThat(header(of(shipped, "llm.session"), "kind")).isEqualTo("session");
        assertThat(header(of(shipped, "llm.trace"), "kind")).isEqualTo("trace");
        assertThat(registry.getAllSubjects()).contains("llm.session-value", "llm.trace-value");
    }

    private List<ProducerRecord<byte[], byte[]>> ship(Path directory) {
        try (Spool spool = open(directory, TestKinds.all());
                Shipper shipper = Shippers.start(spool, OPTIONS, registry, kafka, BodyKeeper.NOWHERE)) {
            await().atMost(60, SECONDS).until(() -> spool.stats().pendingRecords() == 0);
            assertThat(shipper.stats().refused()).isZero();
            return kafka.records();
        }
    }

    private static Spool open(Path directory, SpoolKinds kinds) {
        return Spool.open(SpoolOptions.of(directory, 1), kinds, (call, place) -> null, Clock.systemUTC());
    }

    private static ProducerRecord<byte[], byte[]> of(List<ProducerRecord<byte[], byte[]>> records, String topic) {
        return records.stream()
                .filter(record -> record.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable String header(ProducerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}

package io.callstream.spool.ship;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.EventKind;
import io.callstream.events.codec.ConfluentFrame;
import io.callstream.spool.Appended;
import io.callstream.spool.CallKey;
import io.callstream.spool.Lane;
import io.callstream.spool.LossCount;
import io.callstream.spool.LossReason;
import io.callstream.spool.Spool;
import io.callstream.spool.SpoolKind;
import io.callstream.spool.SpoolOptions;
import io.callstream.spool.TestKinds;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ShipperKafkaTest {
    @TempDir
    Path folder;

    private final SchemaRegistryClient registry = new MockSchemaRegistryClient();

    @Test
    void shipsFramedEventsUnderTheirCallId() throws Exception {
        try (KafkaBroker broker = broker(0);
                Spool spool = spool()) {
            Topics topics = new Topics(broker.bootstrapServers());
            topics.create();
            UUID call = UUID.fromString("0190b6a0-0000-7000-8000-000000000001");
            Shipper shipper = Shippers.start(spool, options(broker.bootstrapServers()), registry, BodyKeeper.NOWHERE);
            append(spool.lane(0), TestKinds.PRE_CALL, call, "asked");
            append(spool.lane(1), TestKinds.CHUNK, call, "piece");
            append(spool.lane(0), TestKinds.SUCCESS, call, "answered");
            shipper.close(Duration.ofSeconds(60));

            var record = topics.read("llm.pre-call").get(0);
            assertThat(new String(record.key(), StandardCharsets.US_ASCII)).isEqualTo(call.toString());
            assertThat(registry.getSchemaById(ConfluentFrame.schemaId(record.value()))
                            .rawSchema())
                    .isEqualTo(EventKind.PRE_CALL.schema());
            assertThat(topics.texts("llm.pre-call")).containsExactly("asked");
            assertThat(topics.texts("llm.chunk")).containsExactly("piece");
            assertThat(topics.texts("llm.success")).containsExactly("answered");
            assertThat(spool.stats().pendingRecords()).isZero();
        }
    }

    @Test
    void aBrokerThatComesLateOrGoesAwayCostsNothingButTime() throws Exception {
        int port;
        try (KafkaBroker broker = broker(0)) {
            port = port(broker);
            new Topics(broker.bootstrapServers()).create();
        }
        try (Spool spool = spool();
                Shipper shipper = Shippers.start(spool, options("127.0.0.1:" + port), registry, BodyKeeper.NOWHERE)) {
            append(spool.lane(0), 0, 100);
            assertThat(shipper.stats().acknowledged()).isZero();

            try (KafkaBroker broker = broker(port)) {
                assertThat(broker.bootstrapServers()).endsWith(":" + port);
                await().atMost(60, SECONDS).until(() -> shipper.stats().acknowledged() == 100);
            }
            append(spool.lane(0), 100, 200);
            assertThat(spool.stats().pendingRecords()).isEqualTo(100);

            try (KafkaBroker broker = broker(port)) {
                await().atMost(60, SECONDS).until(() -> spool.stats().pendingRecords() == 0);
                assertThat(new Topics(broker.bootstrapServers()).texts("llm.success"))
                        .containsExactlyInAnyOrderElementsOf(texts(0, 200));
            }
        }
    }

    @Test
    void whatWasNotAcknowledgedIsShippedByTheNextRun() throws Exception {
        try (Spool spool = spool();
                Shipper shipper = Shippers.start(spool, options("127.0.0.1:1"), registry, BodyKeeper.NOWHERE)) {
            append(spool.lane(0), 0, 10);
            shipper.close(Duration.ofMillis(1));
        }
        try (KafkaBroker broker = broker(0);
                Spool spool = spool()) {
            Topics topics = new Topics(broker.bootstrapServers());
            topics.create();
            Shipper shipper = Shippers.start(spool, options(broker.bootstrapServers()), registry, BodyKeeper.NOWHERE);
            append(spool.lane(0), 10, 20);
            shipper.close(Duration.ofSeconds(60));

            assertThat(topics.texts("llm.success")).containsExactlyInAnyOrderElementsOf(texts(0, 20));
        }
    }

    @Test
    void aRecordThatKafkaNeverTakesIsCountedAndPassed() throws Exception {
        try (KafkaBroker broker = broker(0)) {
            Topics topics = new Topics(broker.bootstrapServers());
            topics.create();
            ShipOptions small = new ShipOptions(
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", "4096"), "mock", true);
            Spool spool = spool();
            Shipper shipper = Shippers.start(spool, small, registry, BodyKeeper.NOWHERE);
            append(spool.lane(0), 0, 1);
            append(spool.lane(0), TestKinds.SUCCESS, UUID.randomUUID(), "x".repeat(5000));
            append(spool.lane(0), 1, 2);
            shipper.close(Duration.ofSeconds(60));

            assertThat(topics.texts("llm.success")).containsExactlyInAnyOrderElementsOf(texts(0, 2));
            assertThat(shipper.stats().refused()).isEqualTo(1);
            assertThat(spool.stats().losses()).containsExactly(new LossCount("success", LossReason.REFUSED, 1));
            spool.close();
            assertThat(Files.readString(folder.resolve("spool/losses")))
                    .contains("epoch=1 lane=0 kind=success reason=refused count=1 first_seq=1 last_seq=1");
        }
    }

    /** <a href="https://issues.apache.org/jira/browse/KAFKA-15591">KAFKA-15591</a>: brokers before 4.5 take them. */
    @Test
    @EnabledOnOs(OS.LINUX) // has a second loopback address
    void whatOvertookARefusedFirstBatchDoesNotKeepItOut() throws Exception {
        KafkaOptions late = KafkaOptions.in(folder.resolve("kafka")).withAdvertisedHost(LateLeader.HOST);
        try (KafkaBroker broker = KafkaBroker.start(late);
                LateLeader leader = LateLeader.before(port(broker));
                Spool spool = spool()) {
            Topics topics = new Topics(broker.bootstrapServers());
            topics.create();
            append(spool.lane(0), 0, 200);
            Map<String, String> smallBatches =
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "batch.size", "256");
            Shipper shipper =
                    Shippers.start(spool, new ShipOptions(smallBatches, "mock", true), registry, BodyKeeper.NOWHERE);
            shipper.close(Duration.ofSeconds(60));

            assertThat(leader.hasRefused()).isTrue();
            assertThat(topics.texts("llm.success")).containsExactlyInAnyOrderElementsOf(texts(0, 200));
        }
    }

    private static int port(KafkaBroker broker) {
        return URI.create("tcp://" + broker.bootstrapServers()).getPort();
    }

    private KafkaBroker broker(int port) {
        return KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")).withPort(port));
    }

    private Spool spool() {
        return Spool.open(
                SpoolOptions.of(folder.resolve("spool"), 2), TestKinds.all(), (call, place) -> null, Clock.systemUTC());
    }

    private static ShipOptions options(String bootstrapServers) {
        return new ShipOptions(Map.of("bootstrap.servers", bootstrapServers), "mock", true);
    }

    private static void append(Lane lane, int from, int to) {
        IntStream.range(from, to).forEach(i -> append(lane, TestKinds.SUCCESS, UUID.randomUUID(), "event " + i));
    }

    private static void append(Lane lane, SpoolKind kind, UUID call, String text) {
        ByteBuffer body = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        assertThat(lane.append(kind, CallKey.of(call), body)).isEqualTo(Appended.KEPT);
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "event " + i).toList();
    }
}

package io.callstream.spool.ship;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.spool.CallKey;
import io.callstream.spool.LossCount;
import io.callstream.spool.LossReason;
import io.callstream.spool.Spool;
import io.callstream.spool.SpoolOptions;
import io.callstream.spool.TestKinds;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipperFaultTest {
    private static final ShipOptions OPTIONS =
            new ShipOptions(Map.of("bootstrap.servers", "fake:1"), "http://registry", true);

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @TempDir
    Path folder;

    private final FakeKafka kafka = new FakeKafka();
    private Spool spool;

    @BeforeEach
    void open() {
        spool = openSpool();
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void afterAFaultEverythingUnacknowledgedIsSentAgainInOrder() {
        try (Shipper shipper = start(new MockSchemaRegistryClient())) {
            append(0, 5);
            awaitSent(texts(0, 5));
            kafka.newest().completeNext();
            kafka.newest().errorNext(new OutOfOrderSequenceException("fault"));

            await().atMost(60, SECONDS).until(() -> kafka.opened() == 2);
            awaitSent(texts(1, 5));
            kafka.acknowledgeAll();
            awaitEmpty();
            assertThat(shipper.stats().restarts()).isEqualTo(1);
            assertThat(spool.stats().losses()).isEmpty();
        }
    }

    @Test
    @DisplayName("K22: events that cannot be sent, since there is no Kafka or no topic, grow older")
    void whatCannotBeSentHasAnAge() {
        append(0, 2);
        ProducerSource nobody = stream -> {
            throw new KafkaException("no broker");
        };
        Shipper away = Shippers.start(spool, OPTIONS, new MockSchemaRegistryClient(), nobody, BodyKeeper.NOWHERE);
        await().atMost(60, SECONDS).until(() -> spool.stats().oldestPendingMillis() > 0);
        await().atMost(60, SECONDS).until(() -> away.stats().state().equals("waiting for kafka"));
        away.close(AT_ONCE);
        try (Shipper back = start(new MockSchemaRegistryClient())) {
            awaitSent(texts(0, 2));
            kafka.newest().errorNext(new TimeoutException("Topic llm.success not present in metadata"));
            await().atMost(60, SECONDS).until(() -> kafka.opened() == 2);
            assertThat(spool.stats().oldestPendingMillis()).isPositive();
            awaitSent(texts(0, 2));
            kafka.acknowledgeAll();
            awaitEmpty();
            await().atMost(60, SECONDS).until(() -> spool.stats().oldestPendingMillis() == 0);
        }
    }

    @Test
    void aProducerThatThrowsIsReplaced() {
        try (Shipper shipper = start(new MockSchemaRegistryClient())) {
            append(0, 1);
            awaitSent(texts(0, 1));
            kafka.acknowledgeAll();
            kafka.newest().sendException = new KafkaException("fenced");
            append(1, 2);

            await().atMost(60, SECONDS).until(() -> kafka.opened() == 2);
            awaitSent(texts(1, 2));
            kafka.acknowledgeAll();
            awaitEmpty();
            assertThat(shipper.stats().acknowledged()).isEqualTo(2);
        }
    }

    @Test
    void aRefusedRecordIsCountedOnceHoweverOftenItIsRead() {
        try (Shipper shipper = start(new MockSchemaRegistryClient())) {
            append(0, 3);
            awaitSent(texts(0, 3));
            kafka.newest().errorNext(new RecordTooLargeException("for good"));
            kafka.newest().errorNext(new KafkaException("fault"));

            await().atMost(60, SECONDS).until(() -> kafka.opened() == 2);
            awaitSent(texts(1, 3));
            kafka.acknowledgeAll();
            awaitEmpty();
            assertThat(shipper.stats().refused()).isEqualTo(1);
            assertThat(spool.stats().losses()).containsExactly(new LossCount("success", LossReason.REFUSED, 1));
        }
    }

    @Test
    void aRecordRefusedBehindAFaultIsNotSentAgain() {
        try (Shipper shipper = start(new MockSchemaRegistryClient())) {
            append(0, 3);
            awaitSent(texts(0, 3));
            kafka.newest().errorNext(new KafkaException("fault"));
            kafka.newest().errorNext(new RecordTooLargeException("for good"));

            await().atMost(60, SECONDS).until(() -> kafka.opened() == 2);
            awaitSent(List.of("event 0", "event 2"));
            kafka.acknowledgeAll();
            awaitEmpty();
            assertThat(shipper.stats().refused()).isEqualTo(1);
        }
    }

    @Test
    void aRegistryThatIsAwayIsWaitedFor() {
        AwayRegistry registry = new AwayRegistry();
        try (Shipper shipper = start(registry)) {
            append(0, 2);
            await().atMost(60, SECONDS).until(() -> shipper.stats().state().equals("waiting for registry"));
            assertThat(kafka.sent()).isEmpty();

            registry.back();
            awaitSent(texts(0, 2));
            kafka.acknowledgeAll();
            awaitEmpty();
            assertThat(shipper.stats().state()).isEqualTo("shipping");
        }
    }

    @Test
    void idsThatAreCachedNeedNoRegistry() {
        try (Shipper shipper = start(new MockSchemaRegistryClient())) {
            append(0, 1);
            awaitSent(texts(0, 1));
            kafka.acknowledgeAll();
            awaitEmpty();
            await().atMost(60, SECONDS)
                    .untilAsserted(() -> assertThat(folder.resolve("spool/schema-ids"))
                            .content()
                            .contains("registry http://registry", "pre-call ", "chunk ", "success ", "failure "));
            assertThat(shipper.stats().acknowledged()).isEqualTo(1);
        }
        try (Shipper shipper = start(new AwayRegistry())) {
            append(1, 2);
            awaitSent(texts(1, 2));
            kafka.acknowledgeAll();
            awaitEmpty();
            assertThat(shipper.stats().acknowledged()).isEqualTo(1);
        }
    }

    @Test
    void closeEndsWithinItsDeadlineAndLeavesTheRest() {
        Shipper shipper = start(new MockSchemaRegistryClient());
        append(0, 2);
        awaitSent(texts(0, 2));
        shipper.close(Duration.ofMillis(200));

        assertThat(spool.stats().pendingRecords()).isEqualTo(2);
        spool.close();
        spool = openSpool();
        try (Shipper next = start(new MockSchemaRegistryClient())) {
            awaitSent(texts(0, 2));
            kafka.acknowledgeAll();
            awaitEmpty();
            assertThat(next.stats().acknowledged()).isEqualTo(2);
        }
    }

    private Shipper start(SchemaRegistryClient registry) {
        return Shippers.start(spool, OPTIONS, registry, kafka, BodyKeeper.NOWHERE);
    }

    private Spool openSpool() {
        return Spool.open(
                SpoolOptions.of(folder.resolve("spool"), 1), TestKinds.all(), (call, place) -> null, Clock.systemUTC());
    }

    private void append(int from, int to) {
        for (int i = from; i < to; i++) {
            ByteBuffer body = ByteBuffer.wrap(("event " + i).getBytes(StandardCharsets.UTF_8));
            spool.lane(0).append(TestKinds.SUCCESS, new CallKey(0x7000L, i), body);
        }
    }

    private void awaitSent(List<String> texts) {
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(kafka.sent()).isEqualTo(texts));
    }

    private void awaitEmpty() {
        await().atMost(60, SECONDS).until(() -> spool.stats().pendingRecords() == 0);
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "event " + i).toList();
    }
}

package io.callstream.analytics.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.settings.KafkaSettings;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real broker says of sinks that are behind. */
class SinkWatchOnKafkaTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant FIRST = Instant.parse("2026-11-20T12:00:00Z");
    private static final TopicPartition ZERO = new TopicPartition("llm.success", 0);
    private static final TopicPartition ONE = new TopicPartition("llm.success", 1);

    @TempDir
    private static Path folder;

    private static KafkaBroker broker;
    private static Admin admin;

    @BeforeAll
    static void threeRecordsInEachOfTwoPartitions() throws Exception {
        broker = KafkaBroker.start(KafkaOptions.in(folder));
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        admin = Admin.create(client);
        NewTopic topic =
                new NewTopic("llm.success", 2, (short) 1).configs(Map.of("message.timestamp.type", "CreateTime"));
        admin.createTopics(List.of(topic)).all().get();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int minute = 0; minute < 6; minute++) {
                long time = FIRST.plusSeconds(60L * minute).toEpochMilli();
                producer.send(new ProducerRecord<>("llm.success", minute % 2, time, null, new byte[] {1}))
                        .get();
            }
        }
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void theOldestRecordThatASinkHasNotDeliveredIsKnownByItsTime() throws Exception {
        committed("slow", Map.of(ZERO, new OffsetAndMetadata(2), ONE, new OffsetAndMetadata(1)));
        committed("done", Map.of(ZERO, new OffsetAndMetadata(3), ONE, new OffsetAndMetadata(3)));

        try (SinkWatch watch = watch(true)) {
            await().atMost(SOON).until(() -> known(watch, "slow", reading -> reading.lag() == 3));

            // Of partition 1 the record of minute 3 is next, of partition 0 that of minute 4.
            assertThat(watch.latest())
                    .containsEntry("slow", SinkReading.lagging(3, Optional.of(FIRST.plusSeconds(180))))
                    .containsEntry("done", SinkReading.lagging(0, Optional.empty()));

            committed("slow", Map.of(ONE, new OffsetAndMetadata(3)));
            await().atMost(SOON)
                    .until(() -> known(
                            watch, "slow", reading -> reading.oldest().equals(Optional.of(FIRST.plusSeconds(240)))));
        }
    }

    @Test
    void recordsAreOnlyCountedWhereNobodyAsksForTimes() throws Exception {
        committed("counted", Map.of(ZERO, new OffsetAndMetadata(0)));

        try (SinkWatch watch = watch(false)) {
            await().atMost(SOON)
                    .until(() -> known(
                            watch, "counted", reading -> reading.equals(SinkReading.lagging(3, Optional.empty()))));
        }
    }

    private static SinkWatch watch(boolean ages) {
        return SinkWatch.start(new KafkaSettings(broker.bootstrapServers(), Map.of(), 2, 1), Map.of(), ages);
    }

    private static boolean known(SinkWatch watch, String sink, Predicate<SinkReading> wanted) {
        SinkReading reading = watch.latest().get(sink);
        return reading != null && wanted.test(reading);
    }

    private static void committed(String sink, Map<TopicPartition, OffsetAndMetadata> offsets) throws Exception {
        admin.alterConsumerGroupOffsets("callstream-sink-" + sink, offsets)
                .all()
                .get();
    }
}

package io.callstream.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.KafkaSettings;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Ranges on a real broker: its times, its transactions, its retention. */
class RangeOnKafkaTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    static Path folder;

    private static KafkaBroker broker;
    private static Admin admin;
    private static TopicConsumers consumers;

    private String topic;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        consumers = new TopicConsumers(new KafkaSettings(broker.bootstrapServers(), Map.of(), 1, 1));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void topic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        NewTopic wanted = new NewTopic(topic, 2, (short) 1).configs(Map.of("message.timestamp.type", "CreateTime"));
        admin.createTopics(List.of(wanted)).all().get();
    }

    @Test
    void aSpanOfTimeHoldsTheRecordsOfThatTimeInEveryPartition() {
        sendAtMinutes(0, 0, 1, 2, 3);
        sendAtMinutes(1, 2, 5);

        TopicRange range = plan(new TimeSpan(Optional.of(minute(1)), Optional.of(minute(3))));

        assertThat(range.partitions())
                .containsExactly(new PartitionRange(at(0), 1, 3), new PartitionRange(at(1), 0, 1));
        assertThat(range.cuts()).isEmpty();
        assertThat(values(range)).containsExactlyInAnyOrder("0@1", "0@2", "1@2");
    }

    @Test
    void whatComesAfterThePlanIsNotPartOfIt() {
        sendAtMinutes(0, 0, 1);
        TopicRange range = plan(TimeSpan.ALL);
        sendAtMinutes(0, 2);

        assertThat(values(range)).containsExactly("0@0", "0@1");
    }

    @Test
    void aRangeThatEndsInAnAbortedTransactionIsReadToItsEnd() {
        sendAtMinutes(0, 0);
        abortedTransaction();

        // The aborted records and their marker take offsets; the broker writes the marker after it has answered.
        TopicRange range = await().until(() -> plan(TimeSpan.ALL), planned -> planned.length() > 1);

        assertThat(values(range)).containsExactly("0@0");
    }

    @Test
    void whatRetentionHasRemovedIsReportedAndTheRestIsRead() throws Exception {
        sendAtMinutes(0, 0, 1, 2, 3);
        admin.deleteRecords(Map.of(at(0), RecordsToDelete.beforeOffset(2)))
                .all()
                .get();

        TopicRange range = plan(new TimeSpan(Optional.of(minute(1)), Optional.empty()));

        assertThat(range.cuts())
                .extracting(RetentionCut::describe)
                .containsExactly(topic + "-0: wanted from 2026-11-20T12:01:00Z, "
                        + "retention has left it from offset 2 of 2026-11-20T12:02:00Z");
        assertThat(values(range)).containsExactly("0@2", "0@3");
    }

    @Test
    void explicitOffsetsAreClampedAndTheirCutsReported() throws Exception {
        sendAtMinutes(0, 0, 1, 2, 3);
        admin.deleteRecords(Map.of(at(0), RecordsToDelete.beforeOffset(2)))
                .all()
                .get();

        TopicRange range = planner(planner -> planner.plan(topic, List.of(new PartitionRange(at(0), 1, 99))));

        assertThat(range.partitions()).containsExactly(new PartitionRange(at(0), 2, 4));
        assertThat(range.cuts()).hasSize(1);
    }

    @Test
    void whatATopicHoldsIsKnownWithoutReadingIt() throws Exception {
        sendAtMinutes(0, 1, 2, 3);
        sendAtMinutes(1, 0);
        admin.deleteRecords(Map.of(at(0), RecordsToDelete.beforeOffset(1)))
                .all()
                .get();

        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            RangePlanner planner = new RangePlanner(consumer, consumers.servers());
            assertThat(planner.contents(topic)).containsExactly(new TopicContents(topic, 2, 3, Optional.of(minute(0))));
            assertThat(planner.contents("nothing-begins-so")).isEmpty();
        }
    }

    @Test
    void aTopicOrPartitionThatIsNotThereIsNamedAndNotMade() throws Exception {
        assertThatThrownBy(() -> planner(planner -> planner.plan("llm.sucess", TimeSpan.ALL)))
                .isInstanceOf(ReadRequestException.class)
                .hasMessageStartingWith("there is no topic llm.sucess at " + broker.bootstrapServers());
        assertThatThrownBy(() -> planner(planner -> planner.plan(topic, List.of(new PartitionRange(at(7), 0, 1)))))
                .isInstanceOf(ReadRequestException.class)
                .hasMessage("topic " + topic + " has no partition 7 (it has 2, from 0)");
        assertThat(admin.listTopics().names().get()).doesNotContain("llm.sucess");
    }

    private TopicPartition at(int partition) {
        return new TopicPartition(topic, partition);
    }

    private static Instant minute(int number) {
        return START.plusSeconds(60L * number);
    }

    private TopicRange plan(TimeSpan span) {
        return planner(planner -> planner.plan(topic, span));
    }

    private static TopicRange planner(Function<RangePlanner, TopicRange> plan) {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            return plan.apply(new RangePlanner(consumer, consumers.servers()));
        }
    }

    private static List<String> values(TopicRange range) {
        List<String> values = new ArrayList<>();
        try (RangeReader reader = new RangeReader(consumers.open(), range.partitions())) {
            for (Optional<ConsumerRecord<byte[], byte[]>> next = reader.next();
                    next.isPresent();
                    next = reader.next()) {
                values.add(new String(next.get().value(), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private void sendAtMinutes(int partition, int... minutes) {
        try (Producer<byte[], byte[]> producer = producer(Map.of())) {
            for (int number : minutes) {
                producer.send(record(partition, number));
            }
        }
    }

    private void abortedTransaction() {
        try (Producer<byte[], byte[]> producer = producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(0, 1));
            producer.send(record(0, 2));
            producer.flush();
            producer.abortTransaction();
        }
    }

    private ProducerRecord<byte[], byte[]> record(int partition, int number) {
        byte[] value = (partition + "@" + number).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, partition, minute(number).toEpochMilli(), null, value);
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> client = new HashMap<>(more);
        client.put("bootstrap.servers", broker.bootstrapServers());
        client.put("max.in.flight.requests.per.connection", 1); // see decision 0007
        return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }
}

package io.callstream.reader.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callstream.events.ErasureKind;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Owner;
import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.TopicConsumers;
import io.callstream.settings.KafkaSettings;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of erasures, from a real broker. */
class ErasureIndexTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Subject ANN = new Subject(SubjectKind.END_USER, "ann");
    private static final Owner ANNS = new Owner("c1", "ann", null, null);

    @TempDir
    Path folder;

    private KafkaBroker broker;
    private TopicConsumers consumers;

    @BeforeEach
    void start() {
        broker = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        consumers = new TopicConsumers(
                new KafkaSettings(broker.bootstrapServers(), Map.of("default.api.timeout.ms", "2000"), 1, 1));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aClusterWithoutTheTopicHasErasedNobodyUntilItIsMade() throws Exception {
        assertThat(ErasureTopic.now(consumers).isEmpty()).isTrue();
        try (ErasureIndex index = ErasureIndex.follow(consumers, "erasures")) {
            await().atMost(SOON).until(() -> index.known().isPresent());

            createTopic();
            write(ANN.key(), "request");

            await().atMost(SOON).until(() -> subjects(index).covers(ANNS));
            assertThat(index.known().orElseThrow().requests()).containsOnlyKeys(ANN);
        }
    }

    @Test
    void aRecordWithoutAValueTakesTheErasureBack() throws Exception {
        createTopic();
        write(ANN.key(), "request");
        write("user:bob", "request");
        write("tenant:who-knows", "a later version's");
        write("user:bob", null);

        ErasedSubjects erased = ErasureTopic.now(consumers);

        assertThat(erased.covers(ANNS)).isTrue();
        assertThat(erased.covers(new Owner("c1", null, "bob", null))).isFalse();
    }

    @Test
    void whatIsKnownGrowsOldWhileKafkaIsAway() throws Exception {
        createTopic();
        write(ANN.key(), "request");
        try (ErasureIndex index = ErasureIndex.follow(consumers, "erasures")) {
            await().atMost(SOON).until(() -> index.known().isPresent());
            broker.close();

            await().atMost(SOON).until(() -> !index.trouble().isEmpty());

            assertThat(subjects(index).covers(ANNS)).isTrue();
            assertThat(index.trouble()).contains("llm.erasure");
        }
        assertThatThrownBy(() -> ErasureTopic.now(consumers)).isInstanceOf(ReadFailedException.class);
    }

    private static ErasedSubjects subjects(ErasureIndex index) {
        return index.known().orElseThrow().subjects();
    }

    private void createTopic() throws Exception {
        TopicSpec spec = TopicCatalogue.erasure(ErasureKind.ERASURE);
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config())))
                    .all()
                    .get();
        }
    }

    private void write(String key, @Nullable String value) throws Exception {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            ErasureKind.ERASURE.topic(),
                            key.getBytes(StandardCharsets.UTF_8),
                            value == null ? null : value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}

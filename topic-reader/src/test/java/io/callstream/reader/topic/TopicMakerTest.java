package io.callstream.reader.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.topic.TopicSpec;
import io.callstream.settings.KafkaSettings;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicMakerTest {
    @TempDir
    static Path folder;

    private static KafkaBroker broker;
    private static KafkaSettings kafka;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        kafka = new KafkaSettings(broker.bootstrapServers(), Map.of(), 1, 1);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aTopicIsMadeOnceAndThenLeftAsItIs() {
        assertThat(TopicMaker.make(kafka, days("once", 3))).isEqualTo(new TopicCreation.Made());
        assertThat(TopicMaker.make(kafka, days("once", 5))).isEqualTo(new TopicCreation.Existed());

        assertThat(setting("once", "retention.ms"))
                .isEqualTo(Long.toString(Duration.ofDays(3).toMillis()));
    }

    @Test
    void otherSettingsTakeThePlaceOfTheTopicsOwn() {
        TopicSpec spec = days("other", 3);

        TopicMaker.make(kafka, spec, Map.of("retention.ms", "7000"));

        assertThat(setting("other", "retention.ms")).isEqualTo("7000");
    }

    @Test
    void manyAreMadeAtOnceAndNamedInTheirOrder() {
        TopicMaker.make(kafka, days("b", 1));
        try (Admin admin = TopicMaker.admin(kafka)) {
            assertThat(new TopicMaker(admin, kafka).make(List.of(days("c", 1), days("b", 1), days("a", 1))))
                    .containsExactly(
                            Map.entry("c", new TopicCreation.Made()),
                            Map.entry("b", new TopicCreation.Existed()),
                            Map.entry("a", new TopicCreation.Made()));
        }
    }

    @Test
    void whatTheBrokerRefusesHasItsCause() {
        KafkaSettings nine = new KafkaSettings(broker.bootstrapServers(), Map.of(), 1, 9);

        assertThat(TopicMaker.make(nine, days("nine", 1)))
                .isInstanceOfSatisfying(
                        TopicCreation.Failed.class,
                        failed -> assertThat(failed.cause()).isInstanceOf(InvalidReplicationFactorException.class));
    }

    @Test
    void aBrokerThatDoesNotAnswerIsWaitedForAsLongAsTheClientIsConfiguredTo() {
        Map<String, String> impatient = Map.of("default.api.timeout.ms", "300");
        KafkaSettings nobody = new KafkaSettings("127.0.0.1:1", impatient, 1, 1);

        assertThat(TopicMaker.make(nobody, days("away", 1)))
                .isInstanceOfSatisfying(
                        TopicCreation.Failed.class,
                        failed -> assertThat(failed.cause()).isInstanceOf(TimeoutException.class));
    }

    private static TopicSpec days(String name, int days) {
        return new TopicSpec(name, 1, Duration.ofDays(days), "for a test");
    }

    private static String setting(String topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = TopicMaker.admin(kafka)) {
            // The controller has made it; the broker hears of it a moment later.
            return await().ignoreExceptions()
                    .until(
                            () -> admin.describeConfigs(List.of(resource))
                                    .all()
                                    .get()
                                    .get(resource)
                                    .get(name)
                                    .value(),
                            value -> !value.isEmpty());
        }
    }
}

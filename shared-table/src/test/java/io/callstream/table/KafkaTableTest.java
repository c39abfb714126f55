package io.callstream.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import io.callstream.settings.KafkaSettings;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Tables in topics of a real broker. */
class KafkaTableTest extends SharedTableContract {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static KafkaBroker broker;

    @TempDir
    static Path brokerFolder;

    @TempDir
    Path folder;

    private final List<KafkaTables> opened = new ArrayList<>();
    private TopicSpec topic;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start(KafkaOptions.in(brokerFolder.resolve("kafka")));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void nameTopic(TestInfo test) {
        topic = TopicCatalogue.table(
                "table." + test.getTestMethod().orElseThrow().getName(), "a test's");
    }

    @AfterEach
    void close() {
        opened.forEach(KafkaTables::close);
    }

    @Override
    SharedTable open() {
        return tables("copy-" + opened.size(), broker.bootstrapServers()).kept(topic);
    }

    private KafkaTables tables(String copies, String servers) {
        KafkaTables tables = new KafkaTables(
                new KafkaSettings(servers, Map.of("default.api.timeout.ms", "2000"), 1, 1), folder.resolve(copies));
        opened.add(tables);
        return tables;
    }

    @Test
    void theTopicIsMadeCompacted() throws Exception {
        done(open().put("k", bytes("v")));

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
            assertThat(admin.describeConfigs(List.of(resource))
                            .values()
                            .get(resource)
                            .get()
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
        }
    }

    @Test
    void aStartWithoutKafkaKnowsTheLastContent() throws Exception {
        KafkaTables before = tables("copies", broker.bootstrapServers());
        SharedTable table = before.kept(topic);
        done(table.put("k", bytes("v")));
        done(table.put("gone", bytes("v")));
        done(table.remove("gone"));
        before.close();

        SharedTable after = tables("copies", "localhost:1").kept(topic);

        assertThat(content(after)).containsExactly(Map.entry("k", "v"));
        assertThat(after.state().current()).isFalse();
        assertThatThrownBy(() -> done(after.put("k", bytes("w"))))
                .hasCauseInstanceOf(TableUnavailableException.class)
                .hasMessageContaining("localhost:1");
    }

    @Test
    void whatWasRemovedWhileItWasDownIsGoneWhenItHasReadTheTopic() throws Exception {
        KafkaTables before = tables("copies", broker.bootstrapServers());
        done(before.kept(topic).put("k", bytes("v")));
        before.close();
        done(open().remove("k"));

        SharedTable after = tables("copies", broker.bootstrapServers()).kept(topic);

        await().atMost(SOON).until(() -> after.state().current());
        assertThat(content(after)).isEmpty();
    }

    @Test
    void aTopicThatIsDeletedIsMadeAgain() throws Exception {
        SharedTable table = open();
        done(table.put("old", bytes("v")));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic.name())).all().get();
        }

        await().atMost(SOON).ignoreExceptions().until(() -> {
            done(table.put("new", bytes("w")));
            return true;
        });

        await().atMost(SOON).untilAsserted(() -> assertThat(content(table)).containsExactly(Map.entry("new", "w")));
    }

    @Test
    void whatIsTooMuchForATableIsFollowed() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        SharedTable table = open();
        done(table.put("k", bytes("v")));

        tables("none", broker.bootstrapServers()).follow(topic, recording(heard));
        await().atMost(SOON).until(() -> heard.contains("caught up"));
        done(table.remove("k"));

        await().atMost(SOON).until(() -> heard.contains("k=null"));
        assertThat(heard).startsWith("begin", "k=v", "caught up");
    }

    private static Follower recording(List<String> heard) {
        return new Follower() {
            @Override
            public void begin() {
                heard.add("begin");
            }

            @Override
            public void record(String key, byte @Nullable [] value) {
                heard.add(key + "=" + text(value));
            }

            @Override
            public void caughtUp() {
                heard.add("caught up");
            }
        };
    }
}

package io.callstream.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.sink.testkit.Fault;
import io.callstream.testing.events.SampleAlert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfos;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallstreamSinkConnectorTest {
    private static final String NAME = "calls";
    private static final String LETTERS = "calls-dlq";

    @TempDir
    private Path folder;

    private final Receiver receiver = new Receiver();
    private EventTopics topics;
    private ConnectWorker worker;

    @BeforeEach
    void start() throws Exception {
        topics = EventTopics.start(folder);
        worker = ConnectWorker.start(topics.brokers(), folder);
    }

    @AfterEach
    void stop() {
        worker.close();
        topics.close();
        receiver.close();
    }

    @Test
    void deliversEveryEventAndCommitsIt() throws Exception {
        List<String> ids = topics.publishSuccesses(0, 150);
        worker.put(NAME, webhook(Map.of("tasks.max", "2")));
        List<String> later = topics.publishSuccesses(150, 200);
        eventually(() -> assertThat(receiver.arrived()).containsAll(ids).containsAll(later));
        eventually(() -> assertThat(topics.committed(NAME)).isEqualTo(200));
        assertThat(receiver.arrived()).doesNotHaveDuplicates();
        assertThat(states()).containsExactly("RUNNING", "RUNNING");
    }

    @Test
    void deliversAlertsAndNoCalls() throws Exception {
        topics.create(DerivedKind.ALERT.topic());
        topics.publishSuccesses(0, 5);
        String firing = topics.publish(SampleAlert.firing(1));
        Map<String, String> config = webhook(Map.of("callstream.alerts", "true", "sink.alerts", "true"));
        config.put("topics", DerivedKind.ALERT.topic());
        worker.put(NAME, config);

        eventually(() -> assertThat(receiver.arrived()).containsExactly(firing));
        eventually(() -> assertThat(topics.committed(NAME)).isEqualTo(1));
        assertThat(states()).containsExactly("RUNNING");
    }

    @Test
    void runsASinkThatIsNoWebService() throws Exception {
        List<String> ids = topics.publishSuccesses(0, 20);
        Path lines = folder.resolve("lines");
        worker.put(NAME, connector("file", Map.of("sink.directory", lines.toString(), "sink.batch.max_wait", "50ms")));
        eventually(() -> assertThat(written(lines)).hasSize(20));
        assertThat(written(lines)).allMatch(line -> ids.stream().anyMatch(line::contains));
    }

    @Test
    void bringsRefusedAndUnreadableRecordsToConnectsDeadLetters() throws Exception {
        List<String> ids = topics.publishSuccesses(0, 40);
        receiver.refuse(ids.get(17));
        byte[] noEvent = {1, 2, 3};
        topics.publish(EventKind.SUCCESS.topic(), "broken", noEvent);
        worker.put(NAME, webhook(keepingLetters()));
        eventually(() -> assertThat(topics.committed(NAME)).isEqualTo(41));
        assertThat(receiver.arrived()).hasSize(39).doesNotContain(ids.get(17));
        List<ConsumerRecord<byte[], byte[]>> letters = topics.read(LETTERS);
        assertThat(letters).hasSize(2);
        assertThat(letters).extracting(ConsumerRecord::value).contains(noEvent);
        assertThat(letters)
                .extracting(CallstreamSinkConnectorTest::story)
                .anyMatch(story -> story.contains("http_400"));
    }

    @Test
    void failsAndKeepsItsPlaceWhenNobodyIsToldToKeepARefusedEvent() throws Exception {
        List<String> ids = topics.publishSuccesses(0, 40);
        receiver.refuse(ids.get(17));
        worker.put(NAME, webhook(Map.of()));
        eventually(() -> assertThat(states()).containsExactly("FAILED"));
        assertThat(worker.tasks(NAME).get(0).trace()).contains("errors.deadletterqueue.topic.name");
        assertThat(topics.committed(NAME)).isLessThan(40);

        worker.put(NAME, webhook(keepingLetters()));
        eventually(() -> assertThat(topics.committed(NAME)).isEqualTo(40));
        assertThat(topics.read(LETTERS)).hasSize(1);
        assertThat(receiver.arrived()).containsAll(without(ids, 17));
    }

    @Test
    void waitsForADestinationThatIsAway() throws Exception {
        receiver.inflict(Fault.OUTAGE);
        List<String> ids = new ArrayList<>(topics.publishSuccesses(0, 40));
        Map<String, String> config = webhook(keepingLetters());
        config.put("sink.batch.max_events", "2"); // more waits than fits in memory
        worker.put(NAME, config);
        eventually(() -> assertThat(receiver.requests()).isGreaterThan(3));
        ids.addAll(topics.publishSuccesses(40, 80));
        assertThat(states()).containsExactly("RUNNING");
        assertThat(topics.committed(NAME)).isZero();

        receiver.heal();
        eventually(() -> assertThat(topics.committed(NAME)).isEqualTo(80));
        assertThat(receiver.arrived()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(topics.read(LETTERS)).isEmpty();
    }

    @Test
    void holdsOnARevokedKeyUntilItIsGivenANewOne() throws Exception {
        receiver.changeKey("second");
        List<String> ids = topics.publishSuccesses(0, 40);
        worker.put(NAME, webhook(keepingLetters()));
        eventually(() -> assertThat(receiver.requests()).isPositive());
        assertThat(states()).containsExactly("RUNNING");
        assertThat(topics.committed(NAME)).isZero();

        Map<String, String> changed = webhook(keepingLetters());
        changed.put("sink.headers.Authorization", "Bearer second");
        worker.put(NAME, changed);
        eventually(() -> assertThat(topics.committed(NAME)).isEqualTo(40));
        assertThat(receiver.arrived()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(topics.read(LETTERS)).isEmpty();
    }

    @Test
    void losesNothingWhenTheWorkerStopsAndStartsAgain() throws Exception {
        List<String> ids = topics.publishSuccesses(0, 500);
        worker.put(NAME, webhook(Map.of("sink.batch.max_events", "5")));
        eventually(() -> assertThat(receiver.requests()).isGreaterThan(5));
        worker.close();
        worker = ConnectWorker.start(topics.brokers(), folder);
        worker.put(NAME, webhook(Map.of()));
        eventually(() -> assertThat(topics.committed(NAME)).isEqualTo(500));
        assertThat(receiver.arrived()).containsAll(ids);
    }

    @Test
    void readsEventsThatAMirrorCopiedUnderAnotherName() throws Exception {
        topics.create("west.llm.success");
        topics.publishSuccesses("west.llm.success", 0, 10);
        worker.put(
                NAME,
                webhook(Map.of(
                        "topics", "west.llm.success",
                        "transforms", "name",
                        "transforms.name.type", "org.apache.kafka.connect.transforms.RegexRouter",
                        "transforms.name.regex", "west\\.(.*)",
                        "transforms.name.replacement", "$1")));
        eventually(() -> assertThat(topics.committed(NAME)).isEqualTo(10));
        assertThat(receiver.arrived()).hasSize(10);
    }

    @Test
    void saysEverythingThatIsWrongBeforeATaskStarts() throws Exception {
        Map<String, String> config = webhook(Map.of("sink.gzip", "perhaps", "topics", "llm.success,orders"));
        config.remove("sink.url");
        assertThat(errors(worker.validate(config)))
                .anyMatch(error -> error.contains("callstream.sinks.webhook.gzip"))
                .anyMatch(error -> error.contains("callstream.sinks.webhook.url"))
                .anyMatch(error -> error.contains("orders is no topic of events"));
        assertThat(errors(worker.validate(webhook(Map.of("sink.batch.max_event", "5")))))
                .anyMatch(error -> error.contains("max_event: is not a known setting"));
        assertThat(errors(worker.validate(webhook(Map.of("sink.routes.a.url", "http://a")))))
                .anyMatch(error -> error.contains("callstream.route"));
        assertThat(errors(worker.validate(connector("nowhere", Map.of()))))
                .anyMatch(error -> error.contains("there is no sink 'nowhere'"));
        assertThat(errors(worker.validate(webhook(Map.of())))).isEmpty();
    }

    private static List<String> errors(ConfigInfos infos) {
        return infos.configs().stream()
                .flatMap(config -> config.configValue().errors().stream())
                .toList();
    }

    private Map<String, String> webhook(Map<String, String> more) {
        Map<String, String> config = connector(
                "webhook",
                Map.of(
                        "sink.url", receiver.url(),
                        "sink.mode", "ndjson",
                        "sink.headers.Authorization", "Bearer first",
                        "sink.batch.max_wait", "20ms"));
        config.putAll(more);
        return config;
    }

    private Map<String, String> connector(String sink, Map<String, String> more) {
        Map<String, String> config = new HashMap<>();
        config.put("name", NAME);
        config.put("connector.class", CallstreamSinkConnector.class.getName());
        config.put("topics", "llm.success,llm.failure");
        config.put("sink.name", sink);
        config.put("schema.registry.url", topics.registry());
        config.put("callstream.data.dir", folder.resolve("data").toString());
        config.putAll(more);
        return config;
    }

    private static Map<String, String> keepingLetters() {
        return Map.of(
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", LETTERS,
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true");
    }

    private static String story(ConsumerRecord<byte[], byte[]> letter) {
        return new String(
                letter.headers()
                        .lastHeader("__connect.errors.exception.message")
                        .value(),
                StandardCharsets.UTF_8);
    }

    private List<String> states() {
        return worker.tasks(NAME).stream()
                .map(ConnectorStateInfo.TaskState::state)
                .toList();
    }

    private static List<String> without(List<String> ids, int index) {
        return ids.stream().filter(id -> !id.equals(ids.get(index))).toList();
    }

    private static List<String> written(Path directory) throws Exception {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all =
                    files.filter(file -> file.toString().contains(".jsonl")).toList();
            return all.stream().flatMap(CallstreamSinkConnectorTest::lines).toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void eventually(ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(check);
    }
}

package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.EventKind;
import io.callstream.sink.Delivery;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker with logins and rights: what a sink needs, and how it looks when that is missing. */
class DeadLetterRightsTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";

    @TempDir
    static Path shared;

    private static Stack stack;

    @TempDir
    Path folder;

    private final String destinationName = UUID.randomUUID().toString();
    private final TestSink.Destination destination = TestSink.Destination.named(destinationName);

    @BeforeAll
    static void startStack() throws Exception {
        KafkaOptions options = KafkaOptions.in(shared.resolve("kafka"))
                .withSetting("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withSetting("super.users", "User:admin;User:ANONYMOUS")
                .withSetting("listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT")
                .withSetting("sasl.enabled.mechanisms", "PLAIN")
                .withSetting("sasl.mechanism.inter.broker.protocol", "PLAIN")
                .withSetting(
                        "listener.name.client.plain.sasl.jaas.config",
                        LOGIN.formatted("admin", "a") + " user_admin=\"a\" user_sink=\"s\";");
        Map<String, String> admin = Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", LOGIN.formatted("admin", "a") + ";");
        stack = Stack.start(shared, options, admin);
        allow(ResourceType.TOPIC, "llm.success", AclOperation.READ);
        allow(ResourceType.TOPIC, "llm.failure", AclOperation.READ);
        allow(ResourceType.TOPIC, "llm.erasure", AclOperation.READ);
        allow(ResourceType.GROUP, "callstream-sink-test", AclOperation.READ);
        try (Admin client = stack.admin()) {
            client.createTopics(List.of(new NewTopic("llm.dlq.test", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @Test
    @DisplayName(
            "K15: without the right to write a letter the sink waits and says so, and delivers what it can; with it, and no other, the letter is written")
    void writeOnTheTopicIsEnough() throws Exception {
        String bad = SampleCall.number(3).success().getEventId();
        destination.answer = batch ->
                batch.stream().anyMatch(event -> event.eventId().equals(bad))
                        ? Delivery.rejected("http_400")
                        : Delivery.delivered();
        publish(0, 25);

        try (SinkRunner runner = start("s")) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(runner.status().state()).isEqualTo(SinkStatus.State.WAITING);
                assertThat(runner.status().reason())
                        .contains("dead letters cannot be written to llm.dlq.test")
                        .contains("Not authorized");
            });
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(24));
            publish(25, 40);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(39));
            assertThat(runner.status().counts().deadLettered()).isZero();

            allow(ResourceType.TOPIC, "llm.dlq.test", AclOperation.WRITE);

            await().atMost(SOON).until(() -> runner.status().counts().deadLettered() == 1);
            await().atMost(SOON).until(() -> runner.status().state() == SinkStatus.State.RUNNING);
        }

        assertThat(stack.read("llm.dlq.test")).hasSize(1);
        assertThat(stack.committed("test")).isEqualTo(40);
    }

    @Test
    @DisplayName("K17: a wrong password is said, without it")
    void aWrongPasswordIsSaid() {
        try (SinkRunner runner = start("wrong")) {
            await().atMost(SOON).until(() -> runner.status().state() == SinkStatus.State.HELD);
            assertThat(runner.status().reason())
                    .contains("Authentication failed")
                    .doesNotContain("wrong");
        }
    }

    @Test
    @DisplayName("K18: a protocol that the broker does not speak is said with the address within seconds")
    void aWrongProtocolIsSaid() {
        String properties = "{request.timeout.ms: '1000', default.api.timeout.ms: '1000', security.protocol: SASL_SSL,"
                + " sasl.mechanism: PLAIN, sasl.jaas.config: '" + LOGIN.formatted("sink", "s") + ";'}";
        try (SinkRunner runner = start(properties, "")) {
            await().atMost(SOON).until(() -> runner.status().state() != SinkStatus.State.STARTING);
            assertThat(runner.status().reason())
                    .contains(stack.bootstrapServers() + " by SASL_SSL")
                    .doesNotContain("PlainLoginModule");
        }
    }

    private SinkRunner start(String password) {
        String properties = "{security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: '"
                + LOGIN.formatted("sink", password) + ";'}";
        return start(properties, "");
    }

    private SinkRunner start(String properties, String more) {
        String own = "  sinks:\n    test:\n      destination: " + destinationName + "\n" + more;
        return TestRunner.start(stack.config(properties, own), folder.resolve("sink"));
    }

    private static void allow(ResourceType type, String name, AclOperation operation) throws Exception {
        AclBinding binding = new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:sink", "*", operation, AclPermissionType.ALLOW));
        try (Admin client = stack.admin()) {
            client.createAcls(List.of(binding)).all().get();
        }
    }

    private void publish(int from, int to) {
        List<SampleCall> calls = new ArrayList<>();
        for (int i = from; i < to; i++) {
            calls.add(SampleCall.number(i));
        }
        calls.forEach(call -> stack.publish(EventKind.SUCCESS, call.callId(), call.success()));
    }
}

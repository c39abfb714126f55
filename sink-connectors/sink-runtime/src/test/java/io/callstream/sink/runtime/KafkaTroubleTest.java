package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callstream.events.EventKind;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.settings.KafkaSettings;
import io.callstream.sink.Delivery;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterBodies;
import io.callstream.sink.runtime.deliver.SourceRecord;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.callstream.testing.events.SampleCall;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens to topics, positions and schemas beside a sink, on a real broker: nothing is skipped unseen. */
class KafkaTroubleTest extends StackTest {

    @Test
    @DisplayName("K02: thirteen bytes that say they are a text of 2^31-1 bytes are a dead letter, and the sink goes on")
    void nothingOnATopicEndsASink() throws Exception {
        stack.publish("llm.success", "bad", lie(3));
        publishSuccesses(0, 10);

        try (SinkRunner runner = start("")) {
            arrived(10);
            await().atMost(SOON).until(() -> runner.status().counts().deadLettered() == 1);
            assertThat(runner.status().state()).isEqualTo(SinkStatus.State.RUNNING);
        }

        assertThat(stack.read("llm.dlq.test")).hasSize(1);
    }

    @Test
    @DisplayName("K04: records of unknown schemas wait together, and only their own partitions")
    void unknownSchemasHoldUpTheirPartitionsOnly() throws Exception {
        for (int id = 9001; id <= 9003; id++) {
            stack.publish("llm.success", "same key", lie(id));
        }
        publishSuccesses(0, 60);

        try (SinkRunner runner = start("      unknown_schema_wait: 1h\n")) {
            await().atMost(SOON).until(() -> destination.ids().size() >= 20);
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(runner.status().state()).isEqualTo(SinkStatus.State.WAITING);
                assertThat(runner.status().reason()).contains("9001");
                assertThat(runner.status().lag().seconds()).isPositive();
                assertThat(runner.status().lag().records()).isGreaterThanOrEqualTo(3);
            });
        }
        try (SinkRunner runner = start("      unknown_schema_wait: 2s\n")) {
            await().atMost(SOON).until(() -> runner.status().counts().deadLettered() == 3);
            arrived(60);
        }
    }

    @Test
    @DisplayName("K05: a schema that was deleted from the registry for good is read with the one that is built in")
    void aDeletedSchemaMakesNoDeadLetters() throws Exception {
        for (int i = 0; i < 9; i++) {
            SampleCall call = SampleCall.number(i);
            stack.publish(EventKind.FAILURE, call.callId(), call.failure());
        }
        stack.forgetSchema(EventKind.FAILURE);

        try (SinkRunner runner = start("")) {
            arrived(9);
            assertThat(runner.status().counts().deadLettered()).isZero();
        }
    }

    @Test
    @DisplayName("K06: a registry that is away while the sink starts is waited for, and what waits has an age")
    void aRegistryThatIsAwayShowsInTheLag() throws Exception {
        publishSuccesses(0, 9);
        stack.stopRegistry();

        try (SinkRunner runner = start("")) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(runner.status().state()).isEqualTo(SinkStatus.State.WAITING);
                assertThat(runner.status().reason())
                        .contains("the registry could not give schema")
                        .contains("refused");
                assertThat(runner.status().lag().seconds()).isPositive();
                assertThat(runner.status().lag().records()).isEqualTo(9);
            });
            stack.startRegistry();
            arrived(9);
        }
    }

    @Test
    @DisplayName("K08: a gap that was accepted once is not met again")
    void anAcceptedGapIsOver() throws Exception {
        publishSuccesses(0, 30);
        try (SinkRunner runner = start("")) {
            arrived(30);
        }
        publishSuccesses(30, 60);
        stack.deleteEverything(EventKind.SUCCESS);
        try (SinkRunner held = start("")) {
            await().atMost(SOON).until(() -> held.status().state() == SinkStatus.State.HELD);
            assertThat(held.status().reason()).contains("llm.success-").contains("on_gap: continue");
        }
        try (SinkRunner told = start("      on_gap: continue\n")) {
            await().atMost(SOON).until(() -> told.status().counts().missing() == 30);
            await().atMost(SOON).until(() -> told.status().state() == SinkStatus.State.RUNNING);
        }

        publishSuccesses(60, 61);
        try (SinkRunner again = start("")) {
            arrived(31);
            assertThat(again.status().counts().missing()).isZero();
        }
    }

    @Test
    @DisplayName("K08: records that are deleted before a partition's first delivery are a gap like any other")
    void recordsDeletedBeforeTheFirstCommitAreAGap() throws Exception {
        destination.answer = batch -> Delivery.retry("away");
        publishSuccesses(0, 5);
        try (SinkRunner away = start("")) {
            await().atMost(SOON).until(() -> away.status().state() == SinkStatus.State.WAITING);
        }
        destination.answer = batch -> Delivery.delivered();
        stack.deleteEverything(EventKind.SUCCESS);

        try (SinkRunner held = start("")) {
            await().atMost(SOON).until(() -> held.status().state() == SinkStatus.State.HELD);
            assertThat(held.status().counts().missing()).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("K10: a sink from: latest that is started anew has lost nothing meanwhile, in any partition")
    void latestIsAPosition() throws Exception {
        publishSuccesses(0, 20);
        try (SinkRunner runner = start("      from: latest\n")) {
            await().atMost(SOON).until(() -> runner.status().state() == SinkStatus.State.RUNNING);
            await().atMost(SOON).until(() -> runner.status().sending().partitions() >= 3);
        }
        publishSuccesses(20, 28);

        try (SinkRunner runner = start("      from: latest\n")) {
            arrived(8);
        }

        assertThat(destination.ids())
                .doesNotContain(SampleCall.number(0).success().getEventId());
    }

    @Test
    @DisplayName("K12: a topic that is made anew under a sink is read from its beginning")
    void aTopicMadeAnewUnderTheSink() throws Exception {
        publishSuccesses(0, 30);
        try (SinkRunner runner = start("")) {
            arrived(30);
            stack.remake(EventKind.SUCCESS);
            publishSuccesses(100, 228);

            arrived(158);
            assertThat(runner.status().state()).isEqualTo(SinkStatus.State.RUNNING);
        }
    }

    @Test
    @DisplayName("K12: a topic that is made anew while the sink is down is read from its beginning")
    void aTopicMadeAnewMeanwhile() throws Exception {
        publishSuccesses(0, 30);
        try (SinkRunner runner = start("")) {
            arrived(30);
            await().atMost(SOON).until(() -> stack.committed("test") == 30);
        }
        stack.remake(EventKind.SUCCESS);
        publishSuccesses(100, 228);

        try (SinkRunner runner = start("")) {
            arrived(158);
        }
    }

    @Test
    @DisplayName("K22: topics that do not exist show at the sink, and are found when they are made")
    void missingTopicsAreSaid() throws Exception {
        stack.deleteTopics(List.of("llm.success", "llm.failure"));

        try (SinkRunner runner = start("")) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(runner.status().state()).isEqualTo(SinkStatus.State.WAITING);
                assertThat(runner.status().reason())
                        .isEqualTo(
                                "topics llm.failure, llm.success do not exist; create with: callstream topics create");
                assertThat(runner.status().sending().partitions()).isZero();
            });
            stack.remakeTopics();
            publishSuccesses(0, 5);
            arrived(5);
            await().atMost(SOON).until(() -> runner.status().state() == SinkStatus.State.RUNNING);
        }
    }

    @Test
    @DisplayName(
            "D06: the body of a letter that was kept by reference is fetched from where it stands, as long as it does")
    void aBodyIsFetchedFromWhereItStands() throws Exception {
        stack.publish("llm.success", "key", new byte[] {1, 2, 3});
        ConsumerRecord<byte[], byte[]> source = stack.read("llm.success").get(0);
        DeadLetter letter = new DeadLetter(
                0,
                "test",
                new SourceRecord.RecordPosition(source.topic(), source.partition(), source.offset()),
                Optional.empty(),
                new DeadLetter.Refusal("too large", 1, Instant.EPOCH),
                new byte[0],
                new byte[0]);

        DeadLetterBodies bodies = new DeadLetterBodies(new KafkaSettings(stack.bootstrapServers(), Map.of(), 1, 1));
        assertThat(bodies.of(letter)).containsExactly(1, 2, 3);
        stack.deleteEverything(EventKind.SUCCESS);
        assertThatThrownBy(() -> bodies.of(letter))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("does not keep offset 0 any more");
    }

    private void arrived(int different) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(new HashSet<>(destination.ids())).hasSize(different));
    }

    private SinkRunner start(String more) {
        String own = "  sinks:\n    test:\n      destination: " + name + "\n" + more;
        return TestRunner.start(stack.config(own), folder.resolve("sink"));
    }

    /** A header, and a text that says it is as long as no text can be. */
    private static byte[] lie(int schemaId) {
        return ByteBuffer.allocate(13)
                .put((byte) 0)
                .putInt(schemaId)
                .put(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 'a', 'b', 'c'})
                .array();
    }
}

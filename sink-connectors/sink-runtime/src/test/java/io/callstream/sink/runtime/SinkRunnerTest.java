package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.settings.SettingsException;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.callstream.testing.events.SampleCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The whole way from real topics to a destination and back to committed offsets. */
class SinkRunnerTest extends StackTest {

    @Test
    void everyEventArrivesAndIsCommitted() throws Exception {
        publishSuccesses(0, 120);

        try (SinkRunner runner = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(120));
        }

        assertThat(destination.ids()).doesNotHaveDuplicates();
        assertThat(stack.committed("test")).isEqualTo(120);
    }

    @Test
    void aRestartGoesOnWhereTheLastRunEnded() throws Exception {
        publishSuccesses(0, 10);
        try (SinkRunner first = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(10));
        }
        publishSuccesses(10, 20);

        try (SinkRunner second = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(20));
        }

        assertThat(destination.ids()).doesNotHaveDuplicates();
    }

    @Test
    void anOutageDelaysEverythingAndLosesNothing() throws Exception {
        destination.answer = batch -> Delivery.retry("http_500");
        publishSuccesses(0, 200);

        try (SinkRunner runner = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.status().state()).isEqualTo(SinkStatus.State.WAITING));
            assertThat(stack.committed("test")).isZero();
            destination.answer = batch -> Delivery.delivered();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(200));
            assertThat(runner.status().counts().deadLettered()).isZero();
        }
    }

    @Test
    void oneBadEventInFiveHundredIsTheOnlyDeadLetter() throws Exception {
        String bad = SampleCall.number(321).success().getEventId();
        destination.answer = batch ->
                batch.stream().anyMatch(event -> event.eventId().equals(bad))
                        ? Delivery.rejected("http_400")
                        : Delivery.delivered();
        publishSuccesses(0, 500);

        try (SinkRunner runner = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(499));
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(runner.status().counts().deadLettered()).isOne());
        }

        assertThat(destination.ids()).doesNotHaveDuplicates().doesNotContain(bad);
        assertThat(stack.committed("test")).isEqualTo(500);
        assertThat(stack.read("llm.dlq.test")).singleElement().satisfies(letter -> {
            assertThat(new String(letter.key(), StandardCharsets.UTF_8))
                    .isEqualTo(SampleCall.number(321).callId());
            assertThat(header(letter, "reason")).isEqualTo("http_400");
            assertThat(header(letter, "topic")).isEqualTo("llm.success");
        });
    }

    @Test
    void aRecordThatIsNoEventBecomesADeadLetterWithItsBytes() throws Exception {
        byte[] garbage = {9, 9, 9, 9, 9, 9};
        stack.publish("llm.success", "somebody", garbage);
        publishSuccesses(0, 3);

        try (SinkRunner runner = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(3));
        }

        assertThat(stack.read("llm.dlq.test"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).isEqualTo(garbage));
        assertThat(stack.committed("test")).isEqualTo(4);
    }

    @Test
    void aHeldSinkSaysSoAndGoesOnWhenResumed() throws Exception {
        destination.answer = batch -> Delivery.hold("key revoked");
        publishSuccesses(0, 5);

        try (SinkRunner runner = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.status().state()).isEqualTo(SinkStatus.State.HELD));
            assertThat(get(runner, "/health").statusCode()).isEqualTo(503);
            assertThat(get(runner, "/health").body()).contains("key revoked");
            destination.answer = batch -> Delivery.delivered();
            runner.resume();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(5));
            assertThat(get(runner, "/health").statusCode()).isEqualTo(200);
            assertThat(get(runner, "/metrics").body()).contains("callstream_sink_delivered_total{sink=\"test\"} 5");
        }
    }

    @Test
    void callsThatAskedNotToBeLoggedArePassedOver() throws Exception {
        SuccessEvent silent = SampleCall.number(1).success();
        silent.setNoLog(true);
        SuccessEvent disabled = SampleCall.number(2).success();
        disabled.setDisabledCallbacks(List.of("test"));
        stack.publish(EventKind.SUCCESS, silent.getCallId(), silent);
        stack.publish(EventKind.SUCCESS, disabled.getCallId(), disabled);
        publishSuccesses(3, 4);

        try (SinkRunner runner = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(1));
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(runner.status().counts().filtered()).isEqualTo(2));
        }

        assertThat(stack.committed("test")).isEqualTo(3);
    }

    @Test
    void callbackListsAndContentAreHonoured() throws Exception {
        stack.publish(EventKind.FAILURE, "x", SampleCall.number(1).failure());
        publishSuccesses(1, 2);

        try (SinkRunner runner =
                start("      include_content: false\nlitellm_settings: {failure_callback: [test]}\n")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.arrived).hasSize(1));
        }

        assertThat(destination.arrived.get(0))
                .isInstanceOfSatisfying(
                        CallEvent.Failure.class,
                        failure -> assertThat(failure.event().getRequestBody()).isNull());
    }

    @Test
    void twoCopiesShareThePartitionsAndLoseNothingWhenOneGoes() throws Exception {
        publishSuccesses(0, 100);
        try (SinkRunner stays = start("")) {
            try (SinkRunner goes = start("")) {
                publishSuccesses(100, 300);
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(destination.ids()).hasSizeGreaterThan(200));
            }
            publishSuccesses(300, 400);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(List.copyOf(java.util.Set.copyOf(destination.ids())))
                            .hasSize(400));
        }
    }

    @Test
    void aRegistryThatIsAwayIsWaitedForAndMakesNoDeadLetter() throws Exception {
        publishSuccesses(0, 20);
        stack.stopRegistry();

        try (SinkRunner runner = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.status().state()).isEqualTo(SinkStatus.State.WAITING));
            assertThat(get(runner, "/health").statusCode()).isEqualTo(200);
            stack.startRegistry();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(20));
            assertThat(runner.status().counts().deadLettered()).isZero();
        }
    }

    @Test
    void closingAHeldSinkIsQuickAndItsEventsComeToTheNextRun() throws Exception {
        destination.answer = batch -> Delivery.hold("key revoked");
        publishSuccesses(0, 30);
        SinkRunner held = start("");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(held.status().state()).isEqualTo(SinkStatus.State.HELD));

        assertTimeout(Duration.ofSeconds(8), held::close);

        assertThat(held.status().state()).isEqualTo(SinkStatus.State.STOPPED);
        assertThat(stack.committed("test")).isZero();
        destination.answer = batch -> Delivery.delivered();
        try (SinkRunner next = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(30));
        }
    }

    @Test
    void aGapStopsTheSinkUntilItIsToldToGoOn() throws Exception {
        publishSuccesses(0, 60);
        try (SinkRunner runner = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(60));
        }
        publishSuccesses(60, 90);
        stack.deleteEverything(EventKind.SUCCESS);
        publishSuccesses(90, 100);

        try (SinkRunner stopped = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(stopped.status().reason()).contains("on_gap: continue"));
            assertThat(stopped.status().state()).isEqualTo(SinkStatus.State.HELD);
        }
        assertThat(destination.ids()).hasSize(60);
        try (SinkRunner told = start("      on_gap: continue\n")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(70));
        }
    }

    @Test
    void aHeldSinkGoesOnWithItsChangedConfiguration() throws Exception {
        String other = UUID.randomUUID().toString();
        destination.answer = batch -> Delivery.hold("key revoked");
        publishSuccesses(0, 30);

        try (SinkRunner runner = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.status().state()).isEqualTo(SinkStatus.State.HELD));
            assertThat(runner.reload(TestRunner.parse(yaml(name, "")))).isFalse();
            assertThatThrownBy(() -> runner.reload(TestRunner.parse(yaml(other, "      surprise: 1\n"))))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("surprise");
            assertThat(runner.status().state()).isEqualTo(SinkStatus.State.HELD);

            assertThat(runner.reload(TestRunner.parse(yaml(other, "")))).isTrue();

            TestSink.Destination fixed = TestSink.Destination.named(other);
            await().atMost(SOON).untilAsserted(() -> assertThat(fixed.ids()).hasSize(30));
            assertThat(runner.status().counts().delivered()).isEqualTo(30);
            assertThat(get(runner, "/metrics").body()).contains("callstream_sink_held{sink=\"test\"} 0.0");
        }
        assertThat(stack.committed("test")).isEqualTo(30);
    }

    @Test
    void aSinkWaitsForAKafkaThatGoesAway() throws Exception {
        try (SinkRunner runner = start("")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.status().state()).isEqualTo(SinkStatus.State.RUNNING));
            stack.stopKafka();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.status().state()).isEqualTo(SinkStatus.State.WAITING));
            assertThat(runner.status().reason()).startsWith("no broker answers");
            stack.startKafka();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.status().state()).isEqualTo(SinkStatus.State.RUNNING));
            publishSuccesses(0, 5);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.ids()).hasSize(5));
        }
    }

    @Test
    void aSinkWaitsForAKafkaWhoseNameIsNotKnownYet() {
        String config = """
                callstream:
                  kafka: {bootstrap_servers: "kafka.invalid:9092"}
                  schema_registry: {url: "http://127.0.0.1:1"}
                  sinks: {test: {destination: nowhere}}
                """;
        try (SinkRunner runner = run(config)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.status().state()).isEqualTo(SinkStatus.State.WAITING));
            assertThat(runner.status().healthy()).isTrue();
        }
    }

    @Test
    void everythingWrongWithTheConfigurationIsSaidAtOnce() {
        assertThatThrownBy(() -> start("      surprise: 1\n      events: [sometimes]\n      batch: {max_events: 0}\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.test.events: unknown event kind 'sometimes'");
    }

    @Test
    void anUnknownSinkIsNamedWithThoseThatExist() {
        assertThatThrownBy(() -> SinkCatalogue.of(getClass().getClassLoader()).find("nowhere"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("there is no sink 'nowhere' (there are: erasing, test)");
    }

    private SinkRunner start(String more) {
        return run(yaml(name, more));
    }

    private String yaml(String destination, String more) {
        return stack.config("  sinks:\n    test:\n      destination: " + destination + "\n" + more);
    }

    private SinkRunner run(String yaml) {
        return TestRunner.start(yaml, folder.resolve("sink"));
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader("callstream.dlq." + name).value(), StandardCharsets.UTF_8);
    }
}

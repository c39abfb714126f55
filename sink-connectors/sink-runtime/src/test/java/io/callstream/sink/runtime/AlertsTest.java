package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callstream.events.AlertRecord;
import io.callstream.settings.Environment;
import io.callstream.settings.SettingsException;
import io.callstream.sink.Delivery;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.callstream.testing.events.SampleAlert;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Alerts reach a sink by an account of their own, whatever becomes of its events of calls. */
class AlertsTest extends StackTest {
    private static final String RULES = "  alerts:\n    - {name: slow, metric: avg_latency, bound: 5s, notify: [%s]}\n";

    @Test
    void anAlertArrivesWhileTheDestinationTakesNoCalls() throws Exception {
        stack.remakeAlerts();
        destination.answer = batch -> Delivery.retry("http_503");
        publishSuccesses(0, 200);

        try (SinkRunner runner = TestRunner.start(config("alerts: true", ""), folder)) {
            await().atMost(SOON).until(() -> runner.status().retries() > 0);
            String id = publish(SampleAlert.firing(1));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.alertIds()).containsExactly(id));
            assertThat(runner.status().counts().delivered()).isZero();
            assertThat(runner.statuses().get("test.alerts").state()).isEqualTo(SinkStatus.State.RUNNING);
            assertThat(get(runner, "/health").body()).contains("\"test.alerts\":{\"state\":\"running\"");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(get(runner, "/metrics").body())
                            .contains("callstream_sink_delivered_total{sink=\"test.alerts\"} 1.0"));
        }
        assertThat(stack.committed("test.alerts")).isPositive();
    }

    @Test
    void oneThatWasTakenBackNeverHappened() throws Exception {
        stack.remakeAlerts();
        stack.publishAlert(SampleAlert.firing(1), true);
        String id = publish(SampleAlert.firing(2));

        try (SinkRunner runner = TestRunner.start(config("alerts: true", ""), folder)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.alertIds()).containsExactly(id));
        }
    }

    @Test
    void aSinkGetsThoseThatNameItAndTheOthersOnlyIfItWantsThem() throws Exception {
        stack.remakeAlerts();
        publish(addressed(1, List.of()));
        publish(addressed(2, List.of("slack")));
        String ours = publish(addressed(3, List.of("slack", "test")));

        try (SinkRunner runner = TestRunner.start(config("alerts: false", RULES.formatted("test")), folder)) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(destination.alertIds()).containsExactly(ours);
                assertThat(runner.statuses().get("test.alerts").counts().filtered())
                        .isEqualTo(2);
            });
        }
    }

    @Test
    void aSinkThatRunsForAlertsHearsOfNoCalls() throws Exception {
        stack.remakeAlerts();
        publishSuccesses(1, 2);

        try (SinkRunner runner = SinkRunner.startForAlerts(options(config("alerts: true", "")))) {
            String id = publish(SampleAlert.firing(1));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.alertIds()).containsExactly(id));
            assertThat(runner.statuses()).containsOnlyKeys("test.alerts");
            assertThat(destination.ids()).isEmpty();
        }
    }

    @Test
    void nothingIsReadWhereNoAlertCanBeForTheSink() throws Exception {
        try (SinkRunner runner = TestRunner.start(config("from: earliest", RULES.formatted("slack")), folder)) {
            assertThat(runner.statuses()).containsOnlyKeys("test");
        }
    }

    @Test
    void aTopicThatNobodyHasMadeYetIsNoTrouble() throws Exception {
        try (SinkRunner runner = TestRunner.start(config("alerts: true", ""), folder)) {
            await().atMost(SOON)
                    .until(() -> runner.statuses().values().stream()
                            .allMatch(status -> status.state() == SinkStatus.State.RUNNING));
            stack.remakeAlerts();
            String id = publish(SampleAlert.firing(1));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(destination.alertIds()).containsExactly(id));
            assertThat(runner.statuses().get("test.alerts").state()).isEqualTo(SinkStatus.State.RUNNING);
        }
    }

    @Test
    void oneThatIsRefusedIsADeadLetterOfTheSinkAndCanBeDeliveredAgain() throws Exception {
        stack.remakeAlerts();
        destination.answerToAlerts = batch -> Delivery.rejected("http_400");
        String id = publish(SampleAlert.firing(1));
        String yaml = config("alerts: true", "");

        try (SinkRunner runner = TestRunner.start(yaml, folder)) {
            await().atMost(SOON)
                    .until(() -> runner.statuses().get("test.alerts").counts().deadLettered() == 1);
        }
        destination.answerToAlerts = batch -> Delivery.delivered();
        try (DeadLetterReplayer delivery = DeadLetterReplayer.open(options(yaml));
                DeadLetterStore box = delivery.letters()) {
            DeadLetter letter = box.open().get(0);
            assertThat(letter.sink()).isEqualTo("test.alerts");
            assertThat(letter.eventId()).contains(id);
            SinkEvent event = delivery.event(letter).orElseThrow();
            assertThat(delivery.deliver(letter, event)).isEqualTo(Delivery.delivered());
        }
        assertThat(destination.alertIds()).containsExactly(id);
    }

    @Test
    void aRouteCannotHaveTheNameOfTheAccountOfAlerts() {
        assertThatThrownBy(() -> TestRunner.start(config("routes: {alerts: {destination: x}}", ""), folder))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.test.routes.alerts: is the name of another account");
    }

    private static AlertRecord addressed(int number, List<String> notify) {
        AlertRecord alert = SampleAlert.firing(number);
        alert.setNotify(notify);
        return alert;
    }

    private String publish(AlertRecord alert) throws Exception {
        stack.publishAlert(alert, false);
        return alert.getEventId();
    }

    /** @param rules goes on after the sinks */
    private String config(String own, String rules) {
        return stack.config("  sinks:\n    test:\n      destination: " + name + "\n      " + own + "\n" + rules);
    }

    private SinkRunnerOptions options(String yaml) {
        return new SinkRunnerOptions(
                "test",
                SinkCatalogue.of(getClass().getClassLoader()),
                TestRunner.parse(yaml),
                Environment.of(Map.of()),
                folder,
                Optional.empty(),
                Clock.systemUTC(),
                new Random(1));
    }
}

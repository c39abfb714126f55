package io.callstream.sink.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.callstream.events.AlertRecord;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.Delivery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a sink that takes alerts must do with them, beside {@link SinkContractTest}.
 *
 * @param <C> the sink's configuration
 */
public abstract class AlertContractTest<C> {
    @TempDir
    Path directory;

    private AlertHarness<C> harness;

    protected abstract AlertHarness<C> newHarness() throws Exception;

    @BeforeEach
    void startDestination() throws Exception {
        harness = newHarness();
        harness.start(directory.resolve("destination"));
    }

    @AfterEach
    void stopDestination() {
        harness.close();
    }

    /** The destination of the running test. */
    protected final AlertHarness<C> harness() {
        return harness;
    }

    protected final OpenAlertSink open() {
        return OpenAlertSink.of(harness, directory.resolve("alerts"));
    }

    private OpenAlertSink openBeforeAnOutage() {
        return harness.outagesTakeTheTimeout() ? OpenAlertSink.impatient(harness, directory.resolve("alerts")) : open();
    }

    @Test
    void anAlertArrivesAndItsEnd() {
        AlertEvent firing = Fixtures.firing(1);
        AlertEvent resolved = Fixtures.resolved(1);
        try (OpenAlertSink sink = open()) {
            sink.deliverAll(List.of(firing));
            assertThat(harness.arrivedAlerts()).containsExactly(firing.eventId());
            sink.deliverAll(List.of(resolved));
        }
        assertThat(harness.arrivedAlerts()).contains(resolved.eventId());
    }

    @Test
    void severalArriveTogether() {
        List<AlertEvent> batch = List.of(Fixtures.firing(1), Fixtures.firing(2), Fixtures.firing(3));
        try (OpenAlertSink sink = open()) {
            sink.deliverAll(batch);
        }
        assertThat(harness.arrivedAlerts())
                .containsExactlyInAnyOrderElementsOf(
                        batch.stream().map(AlertEvent::eventId).toList());
    }

    @Test
    void anAlertThatComesTwiceChangesNothing() {
        List<AlertEvent> batch = List.of(Fixtures.firing(1), Fixtures.resolved(1));
        try (OpenAlertSink sink = open()) {
            sink.deliverAll(batch);
            Object once = harness.alertState();
            sink.deliverAll(batch);
            assertThat(harness.alertState()).isEqualTo(once);
        }
    }

    @Test
    void anOutageIsWaitedFor() {
        List<AlertEvent> batch = List.of(Fixtures.firing(1));
        try (OpenAlertSink sink = openBeforeAnOutage()) {
            inflict(Fault.OUTAGE);
            assertThat(sink.deliver(batch)).isInstanceOf(Delivery.RetryAfter.class);
            harness.heal();
            sink.deliverAll(batch);
        }
        assertThat(harness.arrivedAlerts()).hasSize(1);
    }

    @Test
    void theWaitThatABusyDestinationAsksForIsPassedOn() {
        try (OpenAlertSink sink = open()) {
            inflict(Fault.BUSY);
            assertThat(sink.deliver(List.of(Fixtures.firing(1))))
                    .isInstanceOfSatisfying(
                            Delivery.RetryAfter.class,
                            later -> assertThat(later.delay()).contains(Fault.BUSY_FOR));
        }
    }

    @Test
    void aRevokedKeyHoldsUntilItWorksAgain() {
        List<AlertEvent> batch = List.of(Fixtures.firing(1));
        try (OpenAlertSink sink = open()) {
            inflict(Fault.KEY_REVOKED);
            assertThat(sink.deliver(batch)).isInstanceOf(Delivery.Hold.class);
            harness.heal();
            sink.deliverAll(batch);
        }
        assertThat(harness.arrivedAlerts()).hasSize(1);
    }

    /** Labels are what callers call themselves and their models. */
    @Test
    void noNameThatCallersMakeUpIsAnOutage() {
        AlertRecord odd = Fixtures.firing(2).alert();
        odd.setLabels(Map.of("team_id", "<!channel> & \u0000\u202E" + "x".repeat(5_000), "model", "\uD83D"));
        odd.setTitle("slow: " + "y".repeat(20_000) + "\n`*_~");
        List<AlertEvent> batch = List.of(Fixtures.firing(1), new AlertEvent(odd), Fixtures.firing(3));
        try (OpenAlertSink sink = open()) {
            sink.deliverAll(batch);
        }
        assertThat(harness.arrivedAlerts())
                .contains(Fixtures.firing(1).eventId(), Fixtures.firing(3).eventId());
    }

    @Test
    void itWorksBesideTheSinkOfCalls() {
        try (OpenSink<C> calls = OpenSink.of(harness, directory.resolve("sink"));
                OpenAlertSink alerts = open()) {
            var failure = Fixtures.failure(3);
            calls.deliverAll(List.of(failure));
            alerts.deliverAll(List.of(Fixtures.firing(1)));
            assertThat(harness.arrivedAlerts())
                    .containsExactly(Fixtures.firing(1).eventId());
        }
    }

    @Test
    void afterCloseNothingIsTaken() {
        OpenAlertSink sink = open();
        sink.close();
        assertThat(sink.deliver(List.of(Fixtures.firing(1)))).isInstanceOf(Delivery.RetryAfter.class);
        assertThatCode(sink::close).doesNotThrowAnyException();
        assertThat(harness.arrivedAlerts()).isEmpty();
    }

    @Test
    void noThreadIsLeftBehind() {
        Set<Long> before = Threads.ids();
        try (OpenAlertSink sink = open()) {
            sink.deliverAll(List.of(Fixtures.firing(1)));
        }
        Threads.awaitEndOfThoseAfter(before);
    }

    private void inflict(Fault fault) {
        boolean shown = harness.inflict(fault);
        String reason = harness.unshown().getOrDefault(fault, "");
        assertThat(shown || !reason.isBlank())
                .as("the harness says why this is not tested")
                .isTrue();
        assumeThat(shown).as(reason).isTrue();
    }
}

package io.callstream.sink.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.callstream.events.EventKind;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every sink must do. A sink's test class extends this one and says by its harness how its destination behaves; tests of
 * faults that the destination has no way to show are skipped, if the harness says why.
 *
 * @param <C> the sink's configuration
 */
public abstract class SinkContractTest<C> extends RuntimeContract<C> {
    @Test
    void itsFactoryIsFoundUnderAName() {
        List<String> names = new ArrayList<>();
        ServiceLoader.load(SinkFactory.class).forEach(factory -> names.add(factory.name()));
        assertThat(names).contains(harness.factory().name());
        assertThat(harness.factory().name()).matches("[a-z][a-z0-9_-]*");
    }

    @Test
    void settingsThatAreMissingAreNotedAndNotThrown() {
        Section empty = new Section("callstream.sinks.x", Map.of(), new Problems());
        assertThatCode(() -> harness.factory().configure(new SinkSettings(empty, Environment.of(Map.of()))))
                .doesNotThrowAnyException();
    }

    @Test
    void oneEventArrives() {
        List<CallEvent> one = events(1);
        try (OpenSink<C> sink = open()) {
            sink.deliverAll(one);
        }
        harness.assertArrived(ids(one));
    }

    @Test
    void aBatchArrives() {
        List<CallEvent> batch = events(25);
        try (OpenSink<C> sink = open()) {
            sink.deliverAll(batch);
        }
        harness.assertArrived(ids(batch));
    }

    @Test
    void everyKindOfEventIsAcknowledged() {
        List<CallEvent> all = Fixtures.stories(4);
        assertThat(all).extracting(CallEvent::kind).contains(EventKind.values());
        try (OpenSink<C> sink = open()) {
            for (CallEvent event : all) {
                sink.deliverAll(List.of(event));
            }
        }
        harness.assertArrived(ids(all.stream().filter(harness::takes).toList()));
    }

    @Test
    void anOutageIsWaitedFor() {
        List<CallEvent> batch = events(3);
        try (OpenSink<C> sink = openForAnOutage()) {
            inflict(Fault.OUTAGE);
            assertThat(sink.deliver(batch)).isInstanceOf(Delivery.RetryAfter.class);
            assertThat(sink.deliver(batch)).isInstanceOf(Delivery.RetryAfter.class);
            harness.heal();
            sink.deliverAll(batch);
        }
        harness.assertArrived(ids(batch));
    }

    @Test
    void theWaitThatABusyDestinationAsksForIsPassedOn() {
        try (OpenSink<C> sink = open()) {
            inflict(Fault.BUSY);
            Delivery answer = sink.deliver(events(1));
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Delivery.RetryAfter.class,
                            later -> assertThat(later.delay()).contains(Fault.BUSY_FOR));
        }
    }

    @Test
    void aRevokedKeyHoldsTheSinkUntilItWorksAgain() {
        List<CallEvent> batch = events(2);
        try (OpenSink<C> sink = open()) {
            inflict(Fault.KEY_REVOKED);
            assertThat(sink.deliver(batch)).isInstanceOf(Delivery.Hold.class);
            harness.heal();
            sink.deliverAll(batch);
        }
        harness.assertArrived(ids(batch));
    }

    @Test
    void onlyTheBadEventOfABatchIsRefused() {
        CallEvent poison = poison();
        List<CallEvent> good = events(99);
        List<CallEvent> batch = new ArrayList<>(good);
        batch.add(41, poison);
        try (OpenSink<C> sink = open()) {
            EngineRun run = EngineRun.of(sink, batch, 1, () -> {});
            assertThat(run.buriedIds()).containsExactly(poison.eventId());
            assertThat(run.deliveredIds()).isEqualTo(ids(good));
        }
        harness.assertArrived(ids(good));
    }

    /** P04, X12 and their kind: what no table of statuses and codes foresees. */
    @Test
    void anEventOnWhichTheDestinationFailsAloneIsRefused() {
        List<CallEvent> batch = Fixtures.stories(40).stream()
                .filter(event -> event.kind().terminal() && harness.takes(event))
                .limit(9)
                .toList();
        CallEvent bad = batch.get(5);
        Set<String> good = ids(batch);
        good.remove(bad.eventId());
        try (OpenSink<C> sink = open()) {
            boolean shown = harness.stumblesOver(bad);
            skipIf(!shown, harness.whyItNeverStumbles());
            EngineRun run = EngineRun.of(sink, batch, Integer.MAX_VALUE, () -> {});
            assertThat(run.buriedIds()).containsExactly(bad.eventId());
            assertThat(run.deliveredIds()).isEqualTo(good);
        }
    }

    /** C03, C04, C05, C06, C09, C14, C22, X4, X12, X13: whatever callers write, the sink goes on, and so do the others' events. */
    @Test
    void contentIsNeverAnOutage() throws IOException {
        List<CallEvent> good = events(4);
        List<CallEvent> batch = new ArrayList<>(good);
        List<CallEvent> odd = OddContent.events(directory);
        batch.addAll(2, odd);
        try (OpenSink<C> sink = open()) {
            EngineRun run = EngineRun.of(sink, batch, Integer.MAX_VALUE, () -> {});
            assertThat(run.waits()).isEmpty();
            assertThat(run.holds()).isZero();
            assertThat(run.deliveredIds()).containsAll(ids(good));
            assertThat(ids(odd)).containsAll(run.buriedIds());
        }
    }

    @Test
    void aDestinationThatDoesNotAnswerIsGivenUp() {
        List<CallEvent> batch = events(1);
        try (OpenSink<C> sink = impatient()) {
            inflict(Fault.SLOW); // until the end of the test
            assertThat(sink.deliver(batch)).isInstanceOf(Delivery.RetryAfter.class);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNoAnswer() {
        List<CallEvent> batch = events(1);
        try (OpenSink<C> sink = open()) {
            inflict(Fault.CUT_OFF);
            assertThat(sink.deliver(batch)).isInstanceOf(Delivery.RetryAfter.class);
            harness.heal();
            sink.deliverAll(batch);
        }
        harness.assertArrived(ids(batch));
    }

    @Test
    void anAnswerWithoutEndIsCutShort() {
        try (OpenSink<C> sink = open()) {
            inflict(Fault.HUGE_REPLY);
            assertThat(sink.deliver(events(1))).isEqualTo(Delivery.delivered());
        }
    }

    @Test
    void aBatchThatComesTwiceChangesNothing() {
        List<CallEvent> batch = events(5);
        try (OpenSink<C> sink = open()) {
            sink.deliverAll(batch);
            Object once = harness.state();
            sink.deliverAll(batch);
            assertThat(harness.state()).isEqualTo(once);
        }
    }

    @Test
    void aResendNamesItselfAsBefore() {
        List<CallEvent> batch = events(3);
        try (OpenSink<C> sink = open()) {
            sink.deliverAll(batch);
            assumeThat(harness.idempotencyKeys()).isNotEmpty();
            Set<String> first = new HashSet<>(harness.idempotencyKeys());
            sink.deliverAll(batch);
            assertThat(new HashSet<>(harness.idempotencyKeys())).isEqualTo(first);
            sink.deliverAll(batch.subList(0, 1));
            assertThat(harness.idempotencyKeys()).anyMatch(key -> !key.isBlank());
        }
    }

    @Test
    void afterCloseNothingIsTaken() {
        OpenSink<C> sink = open();
        sink.close();
        Delivery answer = sink.deliver(events(1));
        assertThat(answer).isInstanceOf(Delivery.RetryAfter.class);
        assertThat(harness.arrived()).isEmpty();
    }

    @Test
    void closingTwiceIsClosingOnce() {
        OpenSink<C> sink = open();
        sink.deliverAll(events(1));
        sink.close();
        assertThatCode(sink::close).doesNotThrowAnyException();
    }

    @Test
    void noThreadIsLeftBehind() {
        Set<Long> before = Threads.ids();
        try (OpenSink<C> sink = open()) {
            sink.deliverAll(events(2));
        }
        Threads.awaitEndOfThoseAfter(before);
    }

    @Test
    void secretsAndContentAreInNoLogAndNoText() {
        List<CallEvent> batch = events(2);
        StringBuilder said = new StringBuilder();
        try (CapturedLogs logs = CapturedLogs.begin()) {
            try (OpenSink<C> sink = impatient()) {
                said.append(sink.config()).append(sink.sink());
                for (Fault fault : Fault.values()) {
                    if (harness.inflict(fault)) {
                        said.append(sink.deliver(batch));
                        harness.heal();
                    }
                }
                harness.poison().ifPresent(poison -> said.append(sink.deliver(List.of(poison))));
            }
            said.append(logs.text());
        }
        harness.secret().ifPresent(secret -> assertThat(said.toString()).doesNotContain(secret));
        assertThat(said.toString()).doesNotContain("Greet reader").doesNotContain("Zürich");
    }
}

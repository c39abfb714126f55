package io.callstream.sink.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.EventKind;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Repeats;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every sink must do. A sink's test class extends this one and says by its harness how its destination behaves; tests of
 * faults that the destination has no way to show are skipped, if the harness says why.
 *
 * @param <C> the sink's configuration
 */
public abstract class SinkContractTest<C> {
    @TempDir
    Path directory;

    private SinkHarness<C> harness;

    protected abstract SinkHarness<C> newHarness() throws Exception;

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
    protected final SinkHarness<C> harness() {
        return harness;
    }

    protected final OpenSink<C> open() {
        return OpenSink.of(harness, directory.resolve("sink"));
    }

    private OpenSink<C> impatient() {
        return OpenSink.impatient(harness, directory.resolve("sink"));
    }

    private OpenSink<C> openForAnOutage() {
        return harness.outagesTakeTheTimeout() ? impatient() : open();
    }

    /** Some events that the sink takes to its destination. */
    protected final List<CallEvent> events(int atLeast) {
        List<CallEvent> taken = Fixtures.stories(atLeast * 4).stream()
                .filter(harness::takes)
                .limit(atLeast)
                .toList();
        assertThat(taken).hasSize(atLeast);
        return taken;
    }

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
    void theRuntimeWaitsOutAnOutageWithoutADeadLetter() {
        List<CallEvent> batch = events(10);
        try (OpenSink<C> sink = openForAnOutage()) {
            inflict(Fault.OUTAGE);
            EngineRun run = EngineRun.of(sink, batch, 4, harness::heal);
            assertThat(run.waits()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(run.buriedIds()).isEmpty();
            assertThat(run.deliveredIds()).isEqualTo(ids(batch));
        }
        harness.assertArrived(ids(batch));
    }

    @Test
    void theRuntimeWaitsAsLongAsABusyDestinationAsks() {
        List<CallEvent> batch = events(10);
        try (OpenSink<C> sink = open()) {
            inflict(Fault.BUSY);
            EngineRun run = EngineRun.of(sink, batch, 2, harness::heal);
            assertThat(run.waits().subList(0, 2))
                    .allSatisfy(wait -> assertThat(wait).isGreaterThanOrEqualTo(Fault.BUSY_FOR));
            assertThat(run.buriedIds()).isEmpty();
            assertThat(run.deliveredIds()).isEqualTo(ids(batch));
        }
        harness.assertArrived(ids(batch));
    }

    @Test
    void whatFailedOfABatchIsSentAgainAndNothingIsLost() throws Exception {
        List<CallEvent> batch = events(20);
        try (OpenSink<C> sink = open()) {
            inflict(Fault.PARTLY);
            EngineRun run = EngineRun.of(sink, batch, 20, harness::heal);
            harness.heal();
            assertThat(run.waits()).isNotEmpty();
            assertThat(run.buriedIds()).isEmpty();
            assertThat(run.deliveredIds()).isEqualTo(ids(batch));
        }
        harness.assertArrived(ids(batch));
        assertOnce(batch);
    }

    @Test
    void aBatchThatADeadSinkHadHalfDeliveredEndsAsIfItCameOnce() throws Exception {
        try (OpenSink<C> sink = open()) {
            boolean promised = harness.factory().repeats(sink.config()) == Repeats.MERGED;
            assertThat(promised && harness.repeatsBecause().isPresent())
                    .as("the sink says that repeats are merged, and its harness that they are not")
                    .isFalse();
        }
        skipIf(harness.repeatsBecause().isPresent(), harness.repeatsBecause().orElse(""));
        List<CallEvent> batch = events(20);
        try (OpenSink<C> dead = open()) {
            dead.deliverAll(batch.subList(0, 9));
        }
        try (OpenSink<C> next = open()) {
            next.deliverAll(batch);
        }
        harness.assertArrived(ids(batch));
        assertOnce(batch);
    }

    @Test
    void theRuntimeGoesOnAfterAHold() {
        List<CallEvent> batch = events(10);
        try (OpenSink<C> sink = open()) {
            inflict(Fault.KEY_REVOKED);
            EngineRun run = EngineRun.of(sink, batch, 1, harness::heal);
            assertThat(run.holds()).isEqualTo(1);
            assertThat(run.buriedIds()).isEmpty();
            assertThat(run.deliveredIds()).isEqualTo(ids(batch));
        }
        harness.assertArrived(ids(batch));
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
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Threads.cameAfter(before)).isEmpty());
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

    private void inflict(Fault fault) {
        boolean shown = harness.inflict(fault);
        skipIf(!shown, harness.unshown().getOrDefault(fault, ""));
    }

    private CallEvent poison() {
        skipIf(harness.poison().isEmpty(), harness.whyNoPoison());
        return harness.poison().orElseThrow();
    }

    private static void skipIf(boolean impossible, String reason) {
        if (impossible) {
            assertThat(reason).as("the harness says why this is not tested").isNotBlank();
        }
        assumeThat(impossible).as(reason).isFalse();
    }

    /** Compares the destination with another one that got the batch once, and without trouble. */
    private void assertOnce(List<CallEvent> batch) throws Exception {
        if (harness.repeatsBecause().isPresent()) {
            return;
        }
        Object troubled = harness.state();
        try (SinkHarness<C> untroubled = newHarness()) {
            untroubled.start(directory.resolve("untroubled"));
            try (OpenSink<C> sink = OpenSink.of(untroubled, directory.resolve("untroubled-sink"))) {
                sink.deliverAll(batch);
            }
            assertThat(troubled).isEqualTo(untroubled.state());
        }
    }

    private static Set<String> ids(List<CallEvent> events) {
        return events.stream().map(CallEvent::eventId).collect(Collectors.toCollection(HashSet::new));
    }
}

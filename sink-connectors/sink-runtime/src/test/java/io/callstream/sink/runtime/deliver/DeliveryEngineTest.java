package io.callstream.sink.runtime.deliver;

import static io.callstream.sink.runtime.deliver.Ledger.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.SinkConfigException;
import io.callstream.sink.SinkUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeliveryEngineTest {
    private final Ledger ledger = new Ledger();
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void whatArrivedIsSettled() throws Exception {
        List<PendingEvent> batch = Ledger.pendingEvents(3);
        ScriptedSink sink = new ScriptedSink();

        engine(sink).deliver(batch, Duration.ZERO, ledger);

        assertThat(ledger.delivered).isEqualTo(ids(batch)).isEqualTo(sink.arrived);
    }

    @Test
    void anOutageIsWaitedForAndMakesNoDeadLetter() throws Exception {
        ScriptedSink sink = new ScriptedSink();
        for (int i = 0; i < 500; i++) {
            sink.answer(() -> Delivery.retry("http_503"));
        }
        List<PendingEvent> batch = Ledger.pendingEvents(2);

        engine(sink).deliver(batch, Duration.ZERO, ledger);

        assertThat(ledger.delivered).isEqualTo(ids(batch));
        assertThat(ledger.letters).isEmpty();
        // Some of the answers went to single events, which were sent to find out whether any passes.
        assertThat(pauses).hasSizeBetween(150, 500).allMatch(pause -> pause.compareTo(Duration.ofSeconds(30)) <= 0);
    }

    @Test
    void pausesGrowAndDiffer() throws Exception {
        ScriptedSink sink = new ScriptedSink();
        for (int i = 0; i < 200; i++) {
            sink.answer(() -> Delivery.retry("http_500"));
        }

        engine(sink).deliver(Ledger.pendingEvents(1), Duration.ZERO, ledger);

        assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofMillis(200));
        assertThat(pauses.subList(20, 200)).anyMatch(pause -> pause.compareTo(Duration.ofSeconds(15)) > 0);
        assertThat(Set.copyOf(pauses.subList(20, 200))).hasSizeGreaterThan(150);
    }

    @Test
    void theDestinationsOwnDelayIsALowerBound() throws Exception {
        ScriptedSink sink = new ScriptedSink().answer(() -> Delivery.retryAfter(Duration.ofSeconds(90), "http_429"));

        engine(sink).deliver(Ledger.pendingEvents(1), Duration.ZERO, ledger);

        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(91)));
    }

    @Test
    void aDelayOfNoTimeLeavesThePausesAsTheyAre() throws Exception {
        List<PendingEvent> batch = Ledger.pendingEvents(1);
        ScriptedSink sink = new ScriptedSink();
        for (int i = 0; i < 100; i++) {
            sink.answer(() -> Delivery.retryAfter(Duration.ZERO, "http_429"))
                    .answer(() -> new Delivery.Partial(
                            Map.of(), Set.of(id(batch.get(0))), Optional.of(Duration.ofSeconds(-5))));
        }

        engine(sink).deliver(batch, Duration.ZERO, ledger);

        assertThat(ledger.delivered).isEqualTo(ids(batch));
        assertThat(pauses.subList(20, 200)).anyMatch(pause -> pause.compareTo(Duration.ofSeconds(15)) > 0);
    }

    @Property(tries = 100)
    void oneBadEventStandsAloneAfterFewRequests(
            @ForAll @IntRange(min = 1, max = 500) int size, @ForAll @IntRange(min = 0, max = 499) int where)
            throws Exception {
        List<PendingEvent> batch = Ledger.pendingEvents(size);
        PendingEvent bad = batch.get(where % size);
        ScriptedSink sink = new ScriptedSink(id(bad));
        Ledger fresh = new Ledger();

        engine(sink, fresh).deliver(batch, Duration.ZERO, fresh);

        assertThat(fresh.deadLettered).containsExactly(id(bad));
        assertThat(fresh.letters).containsExactly(bad.original().place().offset() + ": bad event");
        assertThat(fresh.delivered).hasSize(size - 1).doesNotContain(id(bad)).isEqualTo(sink.arrived);
        assertThat(sink.requests.size() - 1).isLessThanOrEqualTo(2 * ceilLog2(size) + 2);
    }

    @Test
    void aPartialAnswerResendsOnlyWhatIsMissing() throws Exception {
        List<PendingEvent> batch = Ledger.pendingEvents(4);
        ScriptedSink sink = new ScriptedSink()
                .answer(() -> new Delivery.Partial(
                        Map.of(id(batch.get(1)), "too old"), Set.of(id(batch.get(3))), Optional.empty()));

        engine(sink).deliver(batch, Duration.ZERO, ledger);

        assertThat(sink.requests.get(1)).containsExactly(id(batch.get(3)));
        assertThat(ledger.deadLettered).containsExactly(id(batch.get(1)));
        assertThat(ledger.delivered).containsExactly(id(batch.get(0)), id(batch.get(2)), id(batch.get(3)));
    }

    @Test
    void aHoldLosesNothingAndEndsWhenTheTroubleIsOver() throws Exception {
        ScriptedSink sink = new ScriptedSink()
                .answer(() -> Delivery.hold("key revoked"))
                .answer(() -> Delivery.hold("key revoked"));
        List<PendingEvent> batch = Ledger.pendingEvents(2);

        engine(sink).deliver(batch, Duration.ZERO, ledger);

        assertThat(ledger.holds).containsExactly("key revoked", "key revoked");
        assertThat(ledger.delivered).isEqualTo(ids(batch));
        assertThat(ledger.letters).isEmpty();
    }

    @Test
    void anIoFailureIsTheDestinationsFaultAndAnyOtherTheEvents() throws Exception {
        ScriptedSink sink = new ScriptedSink()
                .answer(() -> {
                    throw new IOException("connection reset");
                })
                .answer(() -> {
                    throw new IllegalStateException("cannot map: secret content");
                });

        engine(sink).deliver(Ledger.pendingEvents(1), Duration.ZERO, ledger);

        assertThat(ledger.waits).containsExactly("IOException");
        assertThat(ledger.letters).containsExactly("0: sink failed with java.lang.IllegalStateException");
    }

    @Test
    void aSinkThatCannotBeOpenedYetIsWaitedFor() throws Exception {
        ScriptedSink sink = new ScriptedSink();
        AtomicInteger tries = new AtomicInteger();
        SinkSource source = SinkSource.of(CallEvent.class, () -> {
            if (tries.incrementAndGet() < 3) {
                throw new SinkUnavailableException("no route", new IOException("no route"));
            }
            return sink;
        });

        engine(source, ledger).deliver(Ledger.pendingEvents(1), Duration.ZERO, ledger);

        assertThat(ledger.waits).hasSize(2);
        assertThat(sink.arrived).hasSize(1);
    }

    @Test
    void aSinkThatCanNeverBeOpenedIsHeld() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        SinkSource source = SinkSource.of(CallEvent.class, () -> {
            if (tries.incrementAndGet() < 2) {
                throw new SinkConfigException("no such database");
            }
            return new ScriptedSink();
        });

        engine(source, ledger).deliver(Ledger.pendingEvents(1), Duration.ZERO, ledger);

        assertThat(ledger.holds).containsExactly("no such database");
    }

    @Test
    void eventsThatAreTooOldAreDroppedAndCounted() throws Exception {
        List<PendingEvent> batch = Ledger.pendingEvents(2);
        ScriptedSink sink = new ScriptedSink();
        Clock late = Clock.fixed(batch.get(0).event().eventTime().plus(Duration.ofDays(2)), ZoneOffset.UTC);

        engine(SinkSource.of(CallEvent.class, () -> sink), ledger, late).deliver(batch, Duration.ofDays(1), ledger);

        assertThat(ledger.expired).isEqualTo(ids(batch));
        assertThat(sink.requests).isEmpty();
    }

    /** What the destination refuses for its age must not become a dead letter after a long outage. */
    @Test
    void eventsThatGrowTooOldWhileTheyWaitAreDroppedToo() throws Exception {
        List<PendingEvent> batch = Ledger.pendingEvents(2);
        Clock[] now = {Clock.fixed(batch.get(1).event().eventTime(), ZoneOffset.UTC)};
        ScriptedSink sink = new ScriptedSink().answer(() -> {
            now[0] = Clock.offset(now[0], Duration.ofDays(2));
            return Delivery.retry("http_503");
        });
        Clock moving = new MovingClock(() -> now[0]);

        engine(SinkSource.of(CallEvent.class, () -> sink), ledger, moving).deliver(batch, Duration.ofDays(1), ledger);

        assertThat(ledger.expired).isEqualTo(ids(batch));
        assertThat(sink.requests).hasSize(1);
    }

    @Test
    void pausesDoNotGrowWhileTheDestinationTakesSomething() throws Exception {
        List<PendingEvent> batch = Ledger.pendingEvents(100);
        ScriptedSink sink = new ScriptedSink();
        for (int i = 1; i < 100; i++) {
            Set<String> rest = Set.copyOf(ids(batch.subList(i, 100)));
            sink.answer(() -> new Delivery.Partial(Map.of(), rest, Optional.empty()));
        }

        engine(sink).deliver(batch, Duration.ZERO, ledger);

        assertThat(ledger.delivered).isEqualTo(ids(batch));
        assertThat(pauses).hasSize(99).allMatch(pause -> pause.compareTo(Duration.ofMillis(200)) <= 0);
    }

    @Test
    void aClosedSinkStopsTheDeliveryInsteadOfBuryingIt() {
        SinkSource source = SinkSource.of(CallEvent.class, ScriptedSink::new);
        source.close();

        assertThatThrownBy(() -> engine(source, ledger).deliver(Ledger.pendingEvents(1), Duration.ZERO, ledger))
                .isInstanceOf(InterruptedException.class);
        assertThat(ledger.letters).isEmpty();
    }

    private DeliveryEngine engine(ScriptedSink sink) {
        return engine(sink, ledger);
    }

    private DeliveryEngine engine(ScriptedSink sink, Ledger all) {
        return engine(SinkSource.of(CallEvent.class, () -> sink), all);
    }

    private DeliveryEngine engine(SinkSource source, Ledger all) {
        return engine(source, all, Clock.systemUTC());
    }

    private DeliveryEngine engine(SinkSource source, Ledger all, Clock clock) {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), new Random(7));
        HoldGate gate = new HoldGate(Duration.ofMillis(1), Duration.ofMillis(1));
        return new DeliveryEngine(
                Sending.plain(source), all, new DeliveryEngine.Waiting(backoff, pauses::add, gate), all, clock);
    }

    private static List<String> ids(List<PendingEvent> batch) {
        return batch.stream().map(Ledger::id).toList();
    }

    private static int ceilLog2(int n) {
        return n == 1 ? 0 : 32 - Integer.numberOfLeadingZeros(n - 1);
    }

    private static final class MovingClock extends Clock {
        private final Supplier<Clock> now;

        MovingClock(Supplier<Clock> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get().instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

package io.callstream.sink.runtime.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events that were being delivered when the sink's process died. */
class QuarantineTest {
    private final Ledger ledger = new Ledger();
    private final Deaths deaths = new Deaths();
    private final ScriptedSink sink = new ScriptedSink();

    /** A record in memory. */
    private static final class Deaths implements CrashRecord {
        final Map<Long, Integer> byOffset = new HashMap<>();
        final List<Integer> died = new ArrayList<>();
        boolean indiscriminate;

        @Override
        public boolean indiscriminate() {
            return indiscriminate;
        }

        @Override
        public int deaths(SourceRecord.RecordPosition place) {
            return byOffset.getOrDefault(place.offset(), 0);
        }

        @Override
        public boolean quiet() {
            return byOffset.isEmpty();
        }

        @Override
        public Attempt begin(List<PendingEvent> batch) {
            return ended -> {
                if (ended) {
                    died.add(batch.size());
                }
            };
        }

        @Override
        public void over(SourceRecord.RecordPosition place) {
            byOffset.remove(place.offset());
        }

        @Override
        public void close() {}
    }

    @Test
    void anEventThatTookTheProcessWithItThreeTimesIsADeadLetterAndNotSent() throws Exception {
        List<PendingEvent> batch = Ledger.pendingEvents(5);
        deaths.byOffset.put(2L, 3);

        deliver(batch);

        assertThat(ledger.deadLettered).containsExactly(Ledger.id(batch.get(2)));
        assertThat(ledger.letters).containsExactly("2: the sink died 3 times while it delivered this event");
        assertThat(ledger.quarantined).isEqualTo(1);
        assertThat(sink.arrived).hasSize(4).doesNotContain(Ledger.id(batch.get(2)));
        assertThat(deaths.byOffset).isEmpty();
    }

    @Test
    @DisplayName("X5: when one event after the other has died alone, the whole batch is quarantined")
    void whatDiesOneAsWellAsTheOtherGoesAtOnce() throws Exception {
        List<PendingEvent> batch = Ledger.pendingEvents(12);
        IntStream.range(0, 10).forEach(i -> deaths.byOffset.put((long) i, i < 2 ? 3 : 1));
        deaths.indiscriminate = true;

        deliver(batch);

        assertThat(ledger.deadLettered).hasSize(10);
        assertThat(ledger.letters).anyMatch(letter -> letter.endsWith("while it delivered this event with others"));
        assertThat(ledger.delivered).hasSize(2);
    }

    @Test
    void afterOneDeathEventsGoInSmallGroupsAfterTwoAlone() throws Exception {
        List<PendingEvent> batch = Ledger.pendingEvents(40);
        IntStream.range(0, 25).forEach(i -> deaths.byOffset.put((long) i, i < 3 ? 2 : 1));

        deliver(batch);

        assertThat(sink.requests.stream().map(List::size)).containsExactlyInAnyOrder(1, 1, 1, 10, 10, 2, 15);
        assertThat(ledger.delivered).hasSize(40).doesNotHaveDuplicates();
        assertThat(deaths.byOffset).isEmpty();
    }

    @Test
    void anErrorThatEndsADeliveryCountsAsADeath() {
        sink.answer(() -> {
            throw new NoClassDefFoundError("missing");
        });

        assertThatThrownBy(() -> deliver(Ledger.pendingEvents(7))).isInstanceOf(NoClassDefFoundError.class);

        assertThat(deaths.died).containsExactly(7);
        assertThat(ledger.delivered).isEmpty();
    }

    @Test
    void waitingAndBeingRefusedAreNoDeaths() throws Exception {
        sink.answer(() -> Delivery.retry("http_500")).answer(() -> Delivery.rejected("http_400"));

        deliver(Ledger.pendingEvents(2));

        assertThat(deaths.died).isEmpty();
    }

    private void deliver(List<PendingEvent> batch) throws InterruptedException {
        Sending sending = new Sending(SinkSource.of(CallEvent.class, () -> sink), new ConcurrencyLimit(4), deaths);
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), new Random(7));
        HoldGate gate = new HoldGate(Duration.ofMillis(1), Duration.ofMillis(1));
        new DeliveryEngine(
                        sending,
                        ledger,
                        new DeliveryEngine.Waiting(backoff, pause -> {}, gate),
                        ledger,
                        Clock.systemUTC())
                .deliver(batch, Duration.ZERO, ledger);
    }
}

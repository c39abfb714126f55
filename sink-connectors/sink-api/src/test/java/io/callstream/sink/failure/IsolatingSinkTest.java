package io.callstream.sink.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import io.callstream.sink.Sink;
import io.callstream.testing.events.SampleCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An event that fails alone while others pass is refused; in an outage none is. */
class IsolatingSinkTest {
    private static final Delivery TROUBLE = Delivery.retry("http_500");

    private final List<List<CallEvent>> asked = new ArrayList<>();

    @Test
    void theBadEventsOfABatchAreFoundAndTheOthersArrive() throws Exception {
        List<CallEvent> batch = calls(0, 20);
        Set<String> bad = Set.of(
                batch.get(3).eventId(), batch.get(11).eventId(), batch.get(12).eventId());
        Outcome outcome =
                untilSettled(sink(events -> holdsAny(events, bad) ? TROUBLE : Delivery.delivered()), batch, 30);
        assertThat(outcome.rejected()).isEqualTo(bad);
        assertThat(outcome.delivered()).hasSize(17);
    }

    @Test
    void aBadEventThatIsAloneIsFoundByAnotherThatPassedBefore() throws Exception {
        List<CallEvent> calls = calls(0, 2);
        String bad = calls.get(1).eventId();
        EventSink<CallEvent> sink = sink(events -> holdsAny(events, Set.of(bad)) ? TROUBLE : Delivery.delivered());
        assertThat(sink.deliver(calls.subList(0, 1))).isEqualTo(Delivery.delivered());
        assertThat(untilSettled(sink, calls.subList(1, 2), 30).rejected()).containsExactly(bad);
    }

    @Test
    void anOutageRefusesNothingHoweverLong() throws Exception {
        List<CallEvent> calls = calls(0, 10);
        boolean[] away = {false};
        EventSink<CallEvent> sink = sink(events -> away[0] ? TROUBLE : Delivery.delivered());
        sink.deliver(calls.subList(0, 2));
        away[0] = true;
        asked.clear();
        for (int tries = 0; tries < 100; tries++) {
            assertThat(sink.deliver(calls.subList(2, 10))).isEqualTo(TROUBLE);
            assertThat(sink.deliver(calls.subList(2, 3))).isEqualTo(TROUBLE);
        }
        assertThat(asked).hasSizeLessThan(200 * 5);
        away[0] = false;
        assertThat(sink.deliver(calls.subList(2, 10))).isEqualTo(Delivery.delivered());
    }

    @Test
    void aDestinationThatAsksToBeLeftAloneIsNotProbed() throws Exception {
        Delivery busy = Delivery.retryAfter(Duration.ofSeconds(7), "http_503");
        EventSink<CallEvent> sink = sink(events -> busy);
        for (int tries = 0; tries < 20; tries++) {
            assertThat(sink.deliver(calls(0, 4))).isEqualTo(busy);
        }
        assertThat(asked).hasSize(20);
    }

    @Test
    void whatIsOnlyAcknowledgedProvesNothing() throws Exception {
        CallEvent quiet = new CallEvent.PreCall(SampleCall.number(1).preCall());
        List<CallEvent> batch = new ArrayList<>(calls(2, 6));
        batch.add(0, quiet);
        EventSink<CallEvent> sink =
                sink(events -> events.stream().allMatch(quiet::equals) ? Delivery.delivered() : TROUBLE);
        for (int tries = 0; tries < 50; tries++) {
            assertThat(sink.deliver(batch)).isEqualTo(TROUBLE);
        }
    }

    private EventSink<CallEvent> sink(Function<List<CallEvent>, Delivery> answers) {
        return new IsolatingSink<>(new Sink() {
            @Override
            public Delivery deliver(List<CallEvent> batch) {
                asked.add(batch);
                return answers.apply(batch);
            }

            @Override
            public void close() {}
        });
    }

    private record Outcome(Set<String> delivered, Set<String> rejected) {}

    /** As the runtime does it, without the waits. */
    private static Outcome untilSettled(EventSink<CallEvent> sink, List<CallEvent> batch, int most) throws Exception {
        Outcome outcome = new Outcome(new HashSet<>(), new HashSet<>());
        List<CallEvent> left = batch;
        for (int tries = 0; tries < most && !left.isEmpty(); tries++) {
            Delivery verdict = sink.deliver(left);
            Set<String> again = verdict instanceof Delivery.Partial part ? part.retry() : Set.of();
            if (verdict instanceof Delivery.Partial part) {
                outcome.rejected().addAll(part.rejected().keySet());
            }
            if (!(verdict instanceof Delivery.RetryAfter)) {
                left.stream()
                        .map(CallEvent::eventId)
                        .filter(id -> !again.contains(id) && !outcome.rejected().contains(id))
                        .forEach(outcome.delivered()::add);
                left = left.stream()
                        .filter(event -> again.contains(event.eventId()))
                        .toList();
            }
        }
        assertThat(left).isEmpty();
        return outcome;
    }

    private static boolean holdsAny(List<CallEvent> events, Set<String> ids) {
        return events.stream().anyMatch(event -> ids.contains(event.eventId()));
    }

    private static List<CallEvent> calls(int from, int until) {
        return IntStream.range(from, until)
                .<CallEvent>mapToObj(number ->
                        new CallEvent.Success(SampleCall.number(number).success()))
                .toList();
    }
}

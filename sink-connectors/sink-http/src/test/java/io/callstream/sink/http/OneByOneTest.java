package io.callstream.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OneByOneTest {
    private static final Delivery FINE = Delivery.delivered();
    private static final Delivery BUSY = Delivery.retryAfter(Duration.ofSeconds(3), "http_429");

    private final List<CallEvent> events = List.of(Fixtures.success(0), Fixtures.success(1), Fixtures.success(2));

    @Test
    void allThatArriveAreDelivered() {
        assertThat(verdict(FINE, FINE, FINE)).isEqualTo(FINE);
    }

    @Test
    void aRefusedEventDoesNotStopTheRest() {
        assertThat(verdict(FINE, Delivery.rejected("http_400"), FINE))
                .isEqualTo(new Delivery.Partial(Map.of(id(1), "http_400"), Set.of(), Optional.empty()));
    }

    @Test
    void whatHasArrivedIsNotAskedForAgain() {
        assertThat(verdict(Delivery.rejected("http_400"), BUSY))
                .isEqualTo(new Delivery.Partial(
                        Map.of(id(0), "http_400"), Set.of(id(1), id(2)), Optional.of(Duration.ofSeconds(3))));
    }

    @Test
    void beforeAnythingHasArrivedTheWholeBatchWaits() {
        assertThat(verdict(BUSY)).isEqualTo(BUSY);
    }

    @Test
    void aHoldIsOfTheWholeSink() {
        assertThat(verdict(Delivery.hold("http_401"))).isEqualTo(Delivery.hold("http_401"));
    }

    /** The hold shows with the next request, whose first event is the one that could not be sent. */
    @Test
    void whatArrivedBeforeAHoldIsNotSentAgain() {
        assertThat(verdict(FINE, Delivery.hold("http_401")))
                .isEqualTo(new Delivery.Partial(Map.of(), Set.of(id(1), id(2)), Optional.empty()));
    }

    private Delivery verdict(Delivery... answers) {
        Deque<Delivery> script = new ArrayDeque<>(List.of(answers));
        Delivery verdict = OneByOne.deliver(events, event -> script.remove());
        assertThat(script).isEmpty();
        return verdict;
    }

    private String id(int index) {
        return events.get(index).eventId();
    }
}

package io.callstream.sink.http;

import io.callstream.sink.Delivery;
import io.callstream.sink.SinkEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Delivers a batch to a destination that takes one event a request. */
public final class OneByOne {
    private OneByOne() {}

    /**
     * Sends the events in order. One that is refused does not stop the rest; one that cannot be sent now, or at all as things are, does, and
     * is asked for again with them, without those that have arrived.
     */
    public static <E extends SinkEvent> Delivery deliver(List<E> events, Function<E, Delivery> send) {
        Map<String, String> rejected = new HashMap<>();
        for (int index = 0; index < events.size(); index++) {
            Delivery verdict = send.apply(events.get(index));
            if (verdict instanceof Delivery.Rejected refused) {
                rejected.put(events.get(index).eventId(), refused.reason());
            } else if (!(verdict instanceof Delivery.Delivered)) {
                // What has arrived must not be sent again; a hold shows again with the first of the rest.
                return index == 0
                        ? verdict
                        : new Delivery.Partial(rejected, ids(events.subList(index, events.size())), delay(verdict));
            }
        }
        return rejected.isEmpty() ? Delivery.delivered() : new Delivery.Partial(rejected, Set.of(), Optional.empty());
    }

    private static Optional<Duration> delay(Delivery verdict) {
        return verdict instanceof Delivery.RetryAfter later ? later.delay() : Optional.empty();
    }

    private static Set<String> ids(List<? extends SinkEvent> events) {
        return events.stream().map(SinkEvent::eventId).collect(Collectors.toSet());
    }
}

package io.callstream.sink.http;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
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
     * Sends the events in order. One that is refused does not stop the rest; one that cannot be sent now does, and is asked for again with
     * them, without those that have arrived.
     */
    public static Delivery deliver(List<CallEvent> events, Function<CallEvent, Delivery> send) {
        Map<String, String> rejected = new HashMap<>();
        for (int index = 0; index < events.size(); index++) {
            Delivery verdict = send.apply(events.get(index));
            if (verdict instanceof Delivery.Rejected refused) {
                rejected.put(events.get(index).eventId(), refused.reason());
            } else if (verdict instanceof Delivery.RetryAfter later && index > 0) {
                return new Delivery.Partial(rejected, ids(events.subList(index, events.size())), later.delay());
            } else if (!(verdict instanceof Delivery.Delivered)) {
                return verdict;
            }
        }
        return rejected.isEmpty() ? Delivery.delivered() : new Delivery.Partial(rejected, Set.of(), Optional.empty());
    }

    private static Set<String> ids(List<CallEvent> events) {
        return events.stream().map(CallEvent::eventId).collect(Collectors.toSet());
    }
}

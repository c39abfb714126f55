package io.callstream.sink.runtime.erase;

import io.callstream.sink.Erasure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each erasure under way was read. Thread-safe. */
final class Arrivals {
    private final Map<String, Long> nanos = new ConcurrentHashMap<>();

    /** It was read now, perhaps again: what is removed has to wait anew. */
    void read(Erasure erasure, long now) {
        nanos.put(erasure.eventId(), now);
    }

    long of(Erasure erasure, long now) {
        return nanos.computeIfAbsent(erasure.eventId(), id -> now);
    }

    void forget(Erasure erasure) {
        nanos.remove(erasure.eventId());
    }
}

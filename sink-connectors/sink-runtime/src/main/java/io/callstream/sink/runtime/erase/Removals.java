package io.callstream.sink.runtime.erase;

import io.callstream.events.ErasedPlace;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcome;
import io.callstream.sink.ErasureOutcomes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each erasure removed, place by place, over all its runs. Thread-safe. */
final class Removals implements ErasureOutcomes {
    private final Map<String, Map<String, ErasedPlace>> places = new ConcurrentHashMap<>();

    @Override
    public void add(Erasure erasure, ErasureOutcome outcome) {
        places.compute(erasure.eventId(), (id, known) -> {
            Map<String, ErasedPlace> sums = known == null ? new LinkedHashMap<>() : new LinkedHashMap<>(known);
            long before = sums.containsKey(outcome.place())
                    ? sums.get(outcome.place()).getRemoved()
                    : 0;
            sums.put(
                    outcome.place(),
                    new ErasedPlace(
                            outcome.place(),
                            outcome.things(),
                            before + outcome.removed(),
                            outcome.remains().orElse(null)));
            return sums;
        });
    }

    /** Takes over what an earlier process has reported, unless something is known here already. */
    void known(String erasureId, List<ErasedPlace> reported) {
        Map<String, ErasedPlace> sums = new LinkedHashMap<>();
        reported.forEach(place -> sums.put(place.getPlace(), place));
        places.putIfAbsent(erasureId, sums);
    }

    List<ErasedPlace> of(Erasure erasure) {
        return List.copyOf(places.getOrDefault(erasure.eventId(), Map.of()).values());
    }
}

package io.callstream.sink.honeyhive;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.Delivery;
import io.callstream.sink.http.Answer;
import io.callstream.sink.json.JsonReader;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What HoneyHive says it has stored of a batch.
 *
 * @param ids events that are there
 * @param faults whether it found fault with others; it does not say with which
 */
record Stored(Set<String> ids, boolean faults) {
    /** Empty when the answer says nothing of the kind, as one of a proxy in between. */
    static Optional<Stored> read(Answer.Replied replied) {
        return JsonReader.tree(replied.body())
                .filter(said -> said.path("event_ids").isArray())
                .map(Stored::of);
    }

    private static Stored of(JsonNode said) {
        Set<String> ids = new HashSet<>();
        said.path("event_ids").forEach(id -> ids.add(id.asText()));
        return new Stored(ids, !said.path("errors").isEmpty());
    }

    /** @param sent ids of HoneyHive's, with ours */
    Delivery verdict(Map<String, String> sent) {
        Set<String> missing = sent.entrySet().stream()
                .filter(event -> !ids.contains(event.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        if (missing.isEmpty()) {
            return Delivery.delivered();
        }
        if (missing.size() < sent.size()) {
            return new Delivery.Partial(Map.of(), missing, Optional.empty());
        }
        // Nothing was stored. With a fault named, halving finds the event that it is in.
        return faults ? Delivery.rejected("http_500_errors") : Delivery.retry("nothing_stored");
    }
}

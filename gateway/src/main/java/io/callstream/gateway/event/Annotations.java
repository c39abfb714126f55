package io.callstream.gateway.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is said of a call by others than its client.
 *
 * @param metadata added to the client's; a name that is there gets the new value
 * @param tags added to the client's
 */
public record Annotations(Map<String, String> metadata, List<String> tags) {
    public static final Annotations NONE = new Annotations(Map.of(), List.of());

    public Annotations {
        metadata = Map.copyOf(metadata);
        tags = List.copyOf(tags);
    }

    boolean isEmpty() {
        return metadata.isEmpty() && tags.isEmpty();
    }

    public Annotations and(Annotations more) {
        if (isEmpty()) {
            return more;
        }
        return more.isEmpty() ? this : new Annotations(merge(metadata, more.metadata), join(tags, more.tags));
    }

    public CallFacts addTo(CallFacts facts) {
        if (isEmpty()) {
            return facts;
        }
        Caller caller = facts.caller();
        RequestMetadata said = caller.labels();
        RequestMetadata labels = new RequestMetadata(
                said.endUser(),
                said.sessionId(),
                join(said.tags(), tags),
                merge(said.metadata(), metadata),
                said.noLog(),
                said.redact(),
                said.callbacks(),
                said.disabledCallbacks());
        return new CallFacts(
                facts.callId(),
                facts.trace(),
                new Caller(caller.key(), caller.client(), labels),
                facts.asked(),
                facts.startedAt(),
                facts.startedNanos(),
                facts.source());
    }

    private static Map<String, String> merge(Map<String, String> first, Map<String, String> then) {
        Map<String, String> all = new LinkedHashMap<>(first);
        all.putAll(then);
        return all;
    }

    private static List<String> join(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).distinct().toList();
    }

    /** Says how many there are only. */
    @Override
    public String toString() {
        return "Annotations[" + metadata.size() + " metadata, " + tags.size() + " tags]";
    }
}

package io.callstream.sink.runtime.consume;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/**
 * What Kafka says about the topics to be read.
 *
 * @param ids each topic's id, as far as it is known: a topic that is deleted and made again has another
 * @param missing topics that do not exist
 * @param trouble why Kafka could not be asked
 */
public record TopicFacts(Map<String, Uuid> ids, Set<String> missing, Optional<String> trouble) {
    /** Nothing has been asked yet. */
    public static final TopicFacts NONE = new TopicFacts(Map.of(), Set.of(), Optional.empty());

    public TopicFacts {
        ids = Map.copyOf(ids);
        missing = Set.copyOf(missing);
    }
}

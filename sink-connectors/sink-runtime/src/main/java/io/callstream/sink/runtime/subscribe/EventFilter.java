package io.callstream.sink.runtime.subscribe;

import io.callstream.events.RecordKind;
import io.callstream.sink.SinkEvent;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Which records an account takes, and what the sink sees of them. Each type of {@link SinkEvent} has one. */
public interface EventFilter {
    /**
     * What the records of a topic are.
     *
     * @throws IllegalArgumentException naming the topic, if it is none of this account's
     */
    RecordKind kind(String topic);

    /**
     * The event as the sink sees it; empty when this sink is not to see it. May change the record.
     *
     * @param read a record of that topic
     */
    Optional<? extends SinkEvent> admit(String topic, SpecificRecord read);
}

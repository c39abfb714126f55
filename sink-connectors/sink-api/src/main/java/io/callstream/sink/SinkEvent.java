package io.callstream.sink;

import io.callstream.events.DerivedKind;
import io.callstream.events.ErasureEvent;
import io.callstream.events.ErasureKind;
import io.callstream.events.EventKind;
import io.callstream.events.RecordKind;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** What a sink can be given. The records inside are shared: a sink must not change them. */
public sealed interface SinkEvent permits CallEvent, AlertEvent, Erasure {
    /** The same on every delivery of this event: what destinations tell repeats apart by. */
    String eventId();

    /** When it happened: for events of calls by the gateway's clock. */
    Instant eventTime();

    /** The Avro record inside, for generic mappings such as JSON. */
    SpecificRecord avro();

    /**
     * What the records of a topic are.
     *
     * @throws IllegalArgumentException naming the topic, if no sink is given what it holds
     */
    static RecordKind kindOf(String topic) {
        if (topic.equals(DerivedKind.ALERT.topic())) {
            return DerivedKind.ALERT;
        }
        return topic.equals(ErasureKind.ERASURE.topic()) ? ErasureKind.ERASURE : EventKind.ofTopic(topic);
    }

    /**
     * A record as sinks see it.
     *
     * @param kind one that {@link #kindOf} knows
     * @throws ClassCastException if the record is not of the kind's type
     */
    static SinkEvent of(RecordKind kind, SpecificRecord record) {
        if (kind == ErasureKind.ERASURE) {
            return Erasure.of((ErasureEvent) record)
                    .orElseThrow(() ->
                            new IllegalArgumentException("the erasure is of a kind that this version does not know"));
        }
        return kind instanceof EventKind ofCall ? CallEvent.of(ofCall, record) : AlertEvent.of(record);
    }
}

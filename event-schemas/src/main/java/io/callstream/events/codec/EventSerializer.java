package io.callstream.events.codec;

import io.callstream.events.EventKind;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's view of {@link EventEncoder}. Schema ids are given up front, so that sending never asks a registry. For one
 * producing thread at a time.
 */
public final class EventSerializer implements Serializer<SpecificRecord> {
    private final EventEncoder encoder = new EventEncoder();
    private final Map<EventKind, Integer> schemaIds;

    public EventSerializer(Map<EventKind, Integer> schemaIds) {
        this.schemaIds = Map.copyOf(schemaIds);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord event) {
        if (event == null) {
            return null;
        }
        EventKind kind = EventKind.ofTopic(topic);
        Integer id = schemaIds.get(kind);
        if (id == null) {
            throw new IllegalStateException("no schema id is known for " + kind.subject());
        }
        return encoder.framed(kind, event, id);
    }
}

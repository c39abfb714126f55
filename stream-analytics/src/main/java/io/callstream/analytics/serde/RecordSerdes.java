package io.callstream.analytics.serde;

import io.callstream.events.DerivedKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.EventDeserializer;
import io.callstream.events.codec.WriterSchemas;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serdes of everything that analytics reads and keeps. What it writes, to topics and to its own stores alike, is in
 * Confluent's wire format: a store that an older build has filled is read by its writer's schema. Schema ids are given up
 * front. Safe for use by several threads.
 */
public final class RecordSerdes {
    private final WriterSchemas schemas;
    private final Map<DerivedKind, Integer> ids;

    /** @param ids the registry's id of each derived kind's schema */
    public RecordSerdes(WriterSchemas schemas, Map<DerivedKind, Integer> ids) {
        this.schemas = schemas;
        this.ids = Map.copyOf(ids);
    }

    /** Reads events of the four kinds, by their topic; a registry that is away is waited for. */
    public Deserializer<SpecificRecord> events() {
        return new PatientDeserializer<>(new EventDeserializer(schemas)::deserialize);
    }

    /** As {@link #events()}, where a serde is asked for; it writes nothing. */
    public Serde<SpecificRecord> eventSerde() {
        Serializer<SpecificRecord> none = (topic, event) -> {
            throw new UnsupportedOperationException("analytics writes no events");
        };
        return Serdes.serdeFrom(none, events());
    }

    /** Reads and writes rows of one kind, whatever the topic. */
    public <T extends SpecificRecord> Serde<T> rows(DerivedKind kind, Class<T> type) {
        Integer id = ids.get(kind);
        if (id == null) {
            throw new IllegalArgumentException("no schema id is known for " + kind.subject());
        }
        EventDecoder decoder = new EventDecoder(schemas);
        Deserializer<T> reader = new PatientDeserializer<>(
                (topic, bytes) -> bytes == null ? null : type.cast(decoder.decode(kind, bytes)));
        return Serdes.serdeFrom(new RowSerializer<>(kind, id), reader);
    }
}

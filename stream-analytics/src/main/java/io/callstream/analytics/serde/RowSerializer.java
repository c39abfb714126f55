package io.callstream.analytics.serde;

import io.callstream.events.DerivedKind;
import io.callstream.events.codec.EventEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes rows of one kind. Streams shares a serializer among its threads, while an encoder is for one. */
final class RowSerializer<T extends SpecificRecord> implements Serializer<T> {
    private final ThreadLocal<EventEncoder> encoder = ThreadLocal.withInitial(EventEncoder::new);
    private final DerivedKind kind;
    private final int schemaId;

    RowSerializer(DerivedKind kind, int schemaId) {
        this.kind = kind;
        this.schemaId = schemaId;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T row) {
        return row == null ? null : encoder.get().framed(kind, row, schemaId);
    }
}

package io.callstream.events.codec;

import io.callstream.events.EventKind;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Kafka's view of {@link EventDecoder}: the topic says which kind of event a record is. */
public final class EventDeserializer implements Deserializer<SpecificRecord> {
    private final EventDecoder decoder;

    public EventDeserializer(WriterSchemas schemas) {
        this.decoder = new EventDecoder(schemas);
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] value) {
        return value == null ? null : decoder.decode(EventKind.ofTopic(topic), value);
    }
}

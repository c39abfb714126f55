package io.callstream.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final EventDecoder decoder = new EventDecoder(new RegistryWriterSchemas(registry));

    @Property(tries = 200)
    void whatWasWrittenIsRead(@ForAll String delta, @ForAll int index, @ForAll long elapsed) throws Exception {
        int id = register().get(EventKind.CHUNK);
        ChunkEvent chunk = chunk(new String(delta.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        chunk.setChunkIndex(index);
        chunk.setElapsedUs(elapsed);

        byte[] framed = new EventEncoder().framed(EventKind.CHUNK, chunk, id);

        assertThat(decoder.decode(EventKind.CHUNK, framed)).isEqualTo(chunk);
    }

    @Test
    void theHeaderIsConfluents() throws Exception {
        int id = register().get(EventKind.CHUNK);

        byte[] framed = new EventEncoder().framed(EventKind.CHUNK, chunk("{}"), id);

        assertThat(Arrays.copyOf(framed, 5)).containsExactly(0, id >> 24, id >> 16, id >> 8, id);
    }

    @Test
    void aRecordOfALaterSchemaIsReadWithoutItsNewColumns() throws Exception {
        Schema later = withColumn(EventKind.CHUNK.schema(), "weather");
        int id = registry.register("llm.chunk-value", avro(later));

        byte[] framed = framed(later, id, new GenericRecordBuilder(later).set("weather", "fine"));

        assertThat(decoder.decode(EventKind.CHUNK, framed)).isEqualTo(chunk("{}"));
    }

    @Property(tries = 100)
    void aCutRecordIsUnreadable(@ForAll @IntRange(min = 0, max = 60) int length) throws Exception {
        byte[] framed = new EventEncoder()
                .framed(EventKind.CHUNK, chunk("{}"), register().get(EventKind.CHUNK));

        assertThatThrownBy(() -> decoder.decode(EventKind.CHUNK, Arrays.copyOf(framed, length)))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void aRecordOfAnotherKindIsUnreadable() throws Exception {
        Map<EventKind, Integer> ids = register();
        byte[] framed = new EventEncoder().framed(EventKind.CHUNK, chunk("{}"), ids.get(EventKind.CHUNK));

        assertThatThrownBy(() -> decoder.decode(EventKind.SUCCESS, framed))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("ChunkEvent");
    }

    @Test
    void aRegistryThatIsAwayIsNoFaultOfTheRecord() {
        EventDecoder cutOff = new EventDecoder(new RegistryWriterSchemas(new AbsentRegistry()));
        byte[] framed = new EventEncoder().framed(EventKind.CHUNK, chunk("{}"), 1);

        assertThatThrownBy(() -> cutOff.decode(EventKind.CHUNK, framed)).isInstanceOf(SchemaUnavailableException.class);
    }

    @Test
    @DisplayName("K05: an event of this build whose schema was deleted for good is read with the built-in one")
    void aDeletedSchemaIsReadWithTheBuiltInOne() {
        byte[] framed = new EventEncoder().framed(EventKind.CHUNK, chunk("{}"), 4);

        assertThat(decoder.decode(EventKind.CHUNK, framed)).isEqualTo(chunk("{}"));
    }

    @Test
    @DisplayName("K04: a record of an unknown schema that is no event of ours stays unread")
    void anUnknownSchemaIsNotGuessed() {
        byte[] framed = Arrays.copyOf(new EventEncoder().framed(EventKind.CHUNK, chunk("{}"), 4), 400);

        assertThatThrownBy(() -> decoder.decode(EventKind.CHUNK, framed)).isInstanceOf(UnknownSchemaException.class);
    }

    @Test
    void kafkasSerdesAgree() throws Exception {
        EventSerializer serializer = new EventSerializer(register());
        EventDeserializer deserializer = new EventDeserializer(new RegistryWriterSchemas(registry));

        byte[] value = serializer.serialize("llm.chunk", chunk("{}"));

        assertThat(deserializer.deserialize("llm.chunk", value)).isEqualTo(chunk("{}"));
    }

    private Map<EventKind, Integer> register() throws IOException, RestClientException {
        return new EventSchemas(registry).register();
    }

    private static ChunkEvent chunk(String delta) {
        return ChunkEvent.newBuilder()
                .setEventId("0190:chunk:0")
                .setGatewayId("gw")
                .setGatewayEpoch(1)
                .setLane(0)
                .setSeq(7)
                .setEventTime(Instant.ofEpochMilli(1_700_000_000_000L))
                .setCallId("0190")
                .setTraceId("a".repeat(32))
                .setSpanId("b".repeat(16))
                .setChunkIndex(0)
                .setDelta(delta)
                .setElapsedUs(1)
                .setGapUs(1)
                .setByteCount(2)
                .build();
    }

    private static Schema withColumn(Schema schema, String name) {
        Schema later = Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false);
        Schema.Field added = SchemaBuilder.record("one")
                .fields()
                .optionalString(name)
                .endRecord()
                .getField(name);
        later.setFields(Stream.concat(schema.getFields().stream(), Stream.of(added))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        return later;
    }

    private static AvroSchema avro(Schema schema) {
        return new AvroSchema(schema);
    }

    private static byte[] framed(Schema schema, int id, GenericRecordBuilder builder) throws IOException {
        ChunkEvent chunk = chunk("{}");
        for (Schema.Field field : ChunkEvent.getClassSchema().getFields()) {
            Object value = chunk.get(field.pos());
            builder.set(field.name(), value instanceof Instant time ? time.toEpochMilli() : value);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(builder.build(), encoder);
        return ConfluentFrame.of(id, ByteBuffer.wrap(bytes.toByteArray()));
    }

    /** Every question fails as it does when nobody listens at the registry's address. */
    private static final class AbsentRegistry extends MockSchemaRegistryClient {
        @Override
        public ParsedSchema getSchemaById(int id) throws IOException {
            throw new IOException("connection refused");
        }
    }
}

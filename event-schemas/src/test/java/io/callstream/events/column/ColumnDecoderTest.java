package io.callstream.events.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.EventKind;
import io.callstream.events.codec.BodyDecoder;
import io.callstream.events.codec.ConfluentFrame;
import io.callstream.events.codec.UnreadableEventException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The column decoder reads what Avro's own reader reads, of any two versions of a schema, and of damaged records nothing else. */
class ColumnDecoderTest {
    private static final int ID = 7;

    @Property(tries = 600)
    void chosenColumnsAreWhatAvrosOwnReaderReads(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        RandomSchemas schemas = new RandomSchemas(random);
        Schema writer = schemas.record(0);
        Schema reader = schemas.evolved(writer);
        List<String> columns = chosen(reader, random);
        ColumnDecoder decoder = new ColumnDecoder(id -> writer, reader, columns);

        for (Object value : new RandomData(writer, 3, random.nextLong(), true)) {
            byte[] framed = framed(writer, (GenericRecord) value);
            assertThat(read(decoder, framed, reader, columns)).isEqualTo(expected(writer, reader, framed, columns));
        }
    }

    @Property(tries = 300)
    void aDamagedRecordIsReadOrUnreadableAndNothingElse(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        RandomSchemas schemas = new RandomSchemas(random);
        Schema writer = schemas.record(0);
        Schema reader = schemas.evolved(writer);
        ColumnDecoder decoder = new ColumnDecoder(id -> writer, reader, chosen(reader, random));
        byte[] whole = framed(writer, (GenericRecord)
                new RandomData(writer, 1, seed, true).iterator().next());

        for (int i = 0; i < 40; i++) {
            byte[] damaged = damaged(whole, random);
            try {
                decoder.decode(damaged, new Row());
            } catch (UnreadableEventException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void aRecordThatHoldsItselfIsReadAsDeepAsItGoes() throws IOException {
        Schema list = new Schema.Parser().parse("""
            {"type":"record","name":"L","fields":[{"name":"n","type":"long"},{"name":"next","type":["null","L"]}]}""");
        GenericRecord inner =
                new GenericRecordBuilder(list).set("n", 2L).set("next", null).build();
        GenericRecord outer =
                new GenericRecordBuilder(list).set("n", 1L).set("next", inner).build();
        Row row = new Row();

        new ColumnDecoder(id -> list, list, List.of("next", "n")).decode(framed(list, outer), row);

        assertThat(row.values()).containsEntry(0, "{\"n\":2,\"next\":null}").containsEntry(1, 1L);
    }

    @Test
    void anEndlessRecordIsUnreadable() {
        Schema list = new Schema.Parser().parse("""
            {"type":"record","name":"L","fields":[{"name":"next","type":["null","L"]},{"name":"n","type":"long"}]}""");
        byte[] deep = new byte[2_000_000];
        Arrays.fill(deep, (byte) 2); // the second branch, again and again

        for (String column : List.of("next", "n")) {
            ColumnDecoder decoder = new ColumnDecoder(id -> list, list, List.of(column));
            assertThatThrownBy(() -> decoder.decode(frame(deep), new Row()))
                    .isInstanceOf(UnreadableEventException.class);
        }
    }

    @Test
    void recordsOfAnotherTypeAreUnreadable() {
        Schema number = Schema.create(Schema.Type.LONG);
        ColumnDecoder decoder = new ColumnDecoder(id -> number, EventKind.CHUNK.schema(), List.of("call_id"));

        assertThatThrownBy(() -> decoder.decode(frame(new byte[] {2}), new Row()))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("schema 7 cannot be read as ChunkEvent");
    }

    @Test
    void aColumnThatTheSchemaDoesNotHaveIsNamed() {
        assertThatThrownBy(() -> new ColumnDecoder(id -> empty(), EventKind.CHUNK.schema(), List.of("modle")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ChunkEvent has no column modle");
    }

    private static Schema empty() {
        return SchemaBuilder.record("Empty").fields().endRecord();
    }

    private static List<String> names(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).toList();
    }

    private static List<String> chosen(Schema reader, Random random) {
        List<String> columns = new ArrayList<>(names(reader));
        Collections.shuffle(columns, random);
        return columns.subList(0, random.nextInt(columns.size() + 1));
    }

    private static Map<Integer, @Nullable Object> read(
            ColumnDecoder decoder, byte[] framed, Schema reader, List<String> columns) {
        Row row = new Row();
        decoder.decode(framed, row);
        row.values().replaceAll((column, value) -> {
            boolean json = ColumnType.of(reader.getField(columns.get(column)).schema()) == ColumnType.JSON;
            return json && value != null ? PlainValues.parsed((String) value) : value;
        });
        return row.values();
    }

    private static Map<Integer, @Nullable Object> expected(
            Schema writer, Schema reader, byte[] framed, List<String> columns) throws IOException {
        GenericRecord whole = new GenericDatumReader<GenericRecord>(writer, reader)
                .read(null, new BodyDecoder(framed, ConfluentFrame.HEADER_BYTES));
        Map<Integer, @Nullable Object> values = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Schema schema = reader.getField(columns.get(i)).schema();
            values.put(i, PlainValues.column(whole.get(columns.get(i)), schema));
        }
        return values;
    }

    private static byte[] framed(Schema writer, GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(writer).write(record, encoder);
        encoder.flush();
        return frame(bytes.toByteArray());
    }

    private static byte[] frame(byte[] body) {
        return ConfluentFrame.of(ID, ByteBuffer.wrap(body));
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = Arrays.copyOf(whole, random.nextInt(3) == 0 ? random.nextInt(whole.length + 1) : whole.length);
        for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        return damaged;
    }
}

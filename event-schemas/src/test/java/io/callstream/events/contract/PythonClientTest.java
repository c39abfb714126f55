package io.callstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.DerivedKind;
import io.callstream.events.ErasureKind;
import io.callstream.events.EventKind;
import io.callstream.events.RecordKind;
import io.callstream.events.codec.ConfluentFrame;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.EventEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/**
 * {@code clients/python} reads what Java writes: its tests read the records that are kept here, one a line with what they say.
 * {@code -Dreference.update=true} writes them anew; {@code python clients/python/generate.py} does so for its classes.
 */
class PythonClientTest {
    private static final Path CLIENT = Path.of("../clients/python");
    private static final Path RECORDS = CLIENT.resolve("tests/golden/records.txt");
    private static final Path SCHEMAS = CLIENT.resolve("src/callstream_events/schemas.json");
    private static final int SCHEMA_ID = 258;

    @Test
    void theRecordsThatItIsTestedWithAreOfTheseSchemas() throws IOException {
        String written = Stream.concat(
                        kinds().flatMap(kind -> lines("src/main/avro", kind.topic(), kind.schema())),
                        ReleasedSchemas.versions().stream().flatMap(PythonClientTest::released))
                .collect(Collectors.joining());
        if (Boolean.getBoolean("reference.update")) {
            Files.createDirectories(RECORDS.getParent());
            Files.writeString(RECORDS, written);
        }

        assertThat(RECORDS).hasContent(written);
    }

    @Test
    void theyAreWhatTheEncoderWrites() {
        kinds().forEach(kind -> Stream.of(true, false).forEach(full -> {
            byte[] framed = framed(record(kind.schema(), full));

            byte[] again = new EventEncoder()
                    .framed(kind, new EventDecoder(id -> kind.schema()).decode(kind, framed), SCHEMA_ID);

            assertThat(again).as(kind.topic()).isEqualTo(framed);
        }));
    }

    @Test
    void itsSchemasNameEveryColumn() throws IOException {
        String schemas = Files.readString(SCHEMAS);

        kinds().forEach(kind -> assertThat(columns(schemas, kind.schema().getName()))
                .as(
                        "columns of %s in %s: run python clients/python/generate.py",
                        kind.schema().getName(), SCHEMAS)
                .isEqualTo(kind.schema().getFields().stream().map(Field::name).toList()));
    }

    private static Stream<RecordKind> kinds() {
        return Stream.<RecordKind[]>of(EventKind.values(), DerivedKind.values(), ErasureKind.values())
                .flatMap(Stream::of);
    }

    private static Stream<String> released(Path version) {
        return kinds().filter(kind -> ReleasedSchemas.has(version, kind.schema().getName()))
                .flatMap(kind -> lines(
                        version.toString(),
                        kind.topic(),
                        ReleasedSchemas.read(version, kind.schema().getName())));
    }

    /** The generator writes a column a line, which begins with its name. */
    private static List<String> columns(String schemas, String record) {
        return schemas.lines()
                .dropWhile(line -> !line.startsWith("  \"" + record + "\":"))
                .skip(1)
                .takeWhile(line -> line.startsWith("    {"))
                .map(line -> line.split("\"", 5)[3])
                .toList();
    }

    private static Stream<String> lines(String folder, String topic, Schema schema) {
        return Stream.of(true, false).map(full -> {
            GenericRecord record = record(schema, full);
            return "%s\t%s\t%s\t%s\n"
                    .formatted(folder, topic, Base64.getEncoder().encodeToString(framed(record)), record);
        });
    }

    private static byte[] framed(GenericRecord record) {
        return ConfluentFrame.of(SCHEMA_ID, ByteBuffer.wrap(body(record)));
    }

    private static byte[] body(GenericRecord record) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(body, null);
        try {
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toByteArray();
    }

    /** With a value in each column, or only in those that have no default. */
    private static GenericRecord record(Schema schema, boolean full) {
        GenericRecordBuilder record = new GenericRecordBuilder(schema);
        for (Field field : schema.getFields()) {
            if (full || !field.hasDefaultValue()) {
                record.set(field, value(field.schema(), field.name(), field.pos()));
            }
        }
        return record.build();
    }

    private static Object value(Schema type, String name, int position) {
        return switch (type.getType()) {
            case STRING -> name + " \"ä€😀\"";
            case INT -> -position;
            case LONG -> 1_790_000_000_123L + position;
            case DOUBLE -> position + 0.25;
            case BOOLEAN -> true;
            case BYTES -> ByteBuffer.wrap(new byte[] {(byte) position, 0, -1});
            case UNION -> value(type.getTypes().get(1), name, position);
            case ARRAY ->
                new GenericData.Array<>(
                        type,
                        List.of(
                                value(type.getElementType(), name, position),
                                value(type.getElementType(), "", position)));
            case MAP -> Map.of(name, value(type.getValueType(), name, position));
            case RECORD -> record(type, name.isEmpty());
            default -> throw new IllegalArgumentException(name + " is of type " + type.getType());
        };
    }
}

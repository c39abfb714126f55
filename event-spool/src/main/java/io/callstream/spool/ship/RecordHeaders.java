package io.callstream.spool.ship;

import io.callstream.events.codec.ConfluentFrame;
import io.callstream.spool.Spool;
import io.callstream.spool.SpoolRecord;
import io.callstream.spool.ship.SchemaIds.WrittenAs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a record's headers say, so that readers can choose without decoding. Reads just the columns it needs of the
 * event and skips the others, which costs a microsecond and copies no body. For the shipping thread.
 */
final class RecordHeaders {
    private static final List<String> COLUMNS =
            List.of("trace_id", "span_id", "model_group", "provider", "http_status");
    private static final String OK = "200";

    private final Spool spool;
    private final Map<WrittenAs, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    RecordHeaders(Spool spool) {
        this.spool = spool;
    }

    /** @param framed the event as it will be sent */
    List<Header> of(SpoolRecord record, byte[] framed) {
        List<Header> headers = new ArrayList<>(5);
        add(headers, "kind", record.kind().word());
        GenericRecord event = read(record, framed);
        if (event != null) {
            add(headers, "model_group", column(event, "model_group"));
            add(headers, "provider", column(event, "provider"));
            add(headers, "status", status(record, event));
            add(headers, "traceparent", traceparent(event));
        }
        return headers;
    }

    /** An end without a column for a status is a good one. */
    private static @Nullable Object status(SpoolRecord record, GenericRecord event) {
        boolean well = record.kind().ends() && !event.hasField("http_status");
        return well ? OK : column(event, "http_status");
    }

    private static @Nullable String traceparent(GenericRecord event) {
        Object trace = column(event, "trace_id");
        Object span = column(event, "span_id");
        return trace == null || span == null ? null : "00-" + trace + '-' + span + "-01";
    }

    private @Nullable GenericRecord read(SpoolRecord record, byte[] framed) {
        GenericDatumReader<GenericRecord> reader = reader(new WrittenAs(record.kind(), record.fingerprint()));
        if (reader == null) {
            return null;
        }
        int start = ConfluentFrame.HEADER_BYTES;
        decoder = DecoderFactory.get().binaryDecoder(framed, start, framed.length - start, decoder);
        try {
            return reader.read(null, decoder);
        } catch (IOException | RuntimeException e) {
            return null; // it is sent as it is: whoever reads it sees what is wrong with it
        }
    }

    private @Nullable GenericDatumReader<GenericRecord> reader(WrittenAs written) {
        GenericDatumReader<GenericRecord> known = readers.get(written);
        if (known != null) {
            return known;
        }
        Schema schema = spool.schema(written.fingerprint());
        if (schema == null) {
            return null;
        }
        GenericDatumReader<GenericRecord> made = new GenericDatumReader<>(schema, projection(schema));
        readers.put(written, made);
        return made;
    }

    private static Schema projection(Schema schema) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            if (COLUMNS.contains(field.name())) {
                fields.add(new Schema.Field(field, field.schema()));
            }
        }
        return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
    }

    private static @Nullable Object column(GenericRecord event, String name) {
        return event.hasField(name) ? event.get(name) : null;
    }

    private static void add(List<Header> headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.add(new RecordHeader(name, value.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }
}

package io.callstream.console.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import io.callstream.console.web.RecordJson;
import io.callstream.events.codec.ConfluentFrame;
import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Shows records of any topic, decoded by the schema that they were written with. Safe for use by several threads. */
final class RecordView {
    private static final GenericData DATA = new GenericData();
    private static final int LONGEST = 20_000;

    static {
        DATA.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    private final WriterSchemas schemas;
    private final Map<Schema, GenericDatumReader<IndexedRecord>> readers = new ConcurrentHashMap<>();

    RecordView(WriterSchemas schemas) {
        this.schemas = schemas;
    }

    /**
     * Who looks.
     *
     * @param content whether they may see prompts and answers
     * @param erased whose records nobody sees
     */
    record Eyes(boolean content, ErasedSubjects erased) {}

    /** A record with where it stands, its headers, and what it says. */
    ObjectNode json(ConsumerRecord<byte[], byte[]> record, Eyes eyes) {
        ObjectNode json = Json.object();
        json.put("topic", record.topic()).put("partition", record.partition()).put("offset", record.offset());
        json.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        json.put("key", text(record.key()));
        ObjectNode headers = json.putObject("headers");
        for (Header header : record.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        json.put("bytes", record.value() == null ? 0 : record.value().length);
        value(json, record.value(), eyes);
        return json;
    }

    private void value(ObjectNode json, byte @Nullable [] value, Eyes eyes) {
        if (value == null) {
            json.put("note", "no value: the key is taken back");
        } else if (value.length > ConfluentFrame.HEADER_BYTES && value[0] == 0) {
            framed(json, value, eyes);
        } else if (eyes.content()) {
            String text = text(value);
            json.set("value", Json.parse(text).filter(JsonNode::isContainerNode).orElseGet(() -> Json.tree(text)));
        } else {
            json.put("note", "shown to administrators only");
        }
    }

    private void framed(ObjectNode json, byte[] value, Eyes eyes) {
        try {
            int id = ConfluentFrame.schemaId(value);
            json.put("schema_id", id);
            Schema schema = schemas.byId(id);
            json.put("schema", schema.getName());
            IndexedRecord record = readers.computeIfAbsent(schema, each -> new GenericDatumReader<>(each, each, DATA))
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            value,
                                            ConfluentFrame.HEADER_BYTES,
                                            value.length - ConfluentFrame.HEADER_BYTES,
                                            null));
            if (eyes.erased().covers(Owner.of(record))) {
                json.put("key", "(erased)").put("note", "its subject was erased");
            } else {
                json.set("value", RecordJson.of(record, eyes.content()));
            }
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | UnreadableEventException
                | SchemaUnavailableException e) { // a damaged body ends in any of them
            json.put("note", "cannot be read: " + e.getMessage());
        }
    }

    private static String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "";
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}

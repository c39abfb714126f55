package io.callstream.events.codec;

import io.callstream.events.RecordKind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads events, whatever released schema they were written with: the writer's schema is resolved to the one this
 * build was compiled with. Safe for use by several threads.
 */
public final class EventDecoder {
    private final WriterSchemas schemas;
    private final Map<ReaderKey, SpecificDatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    public EventDecoder(WriterSchemas schemas) {
        TrustedEvents.vouch();
        this.schemas = schemas;
    }

    /**
     * @param framed a record's value, in Confluent's wire format
     * @return the generated class of that kind
     * @throws UnreadableEventException if the bytes are no event of this kind
     * @throws UnknownSchemaException if nobody knows the schema it was written with
     * @throws SchemaUnavailableException if the registry cannot be asked now
     */
    public SpecificRecord decode(RecordKind kind, byte[] framed) {
        int schemaId = ConfluentFrame.schemaId(framed);
        ReaderKey key = new ReaderKey(kind, schemaId);
        SpecificDatumReader<SpecificRecord> reader = readers.get(key);
        if (reader == null) {
            try {
                reader = reader(kind, schemas.byId(schemaId));
            } catch (SchemaMissingException | UnknownSchemaException e) {
                return builtIn(kind, framed).orElseThrow(() -> e);
            }
            readers.put(key, reader);
        }
        return read(kind, reader, new BodyDecoder(framed, ConfluentFrame.HEADER_BYTES));
    }

    private static SpecificDatumReader<SpecificRecord> reader(RecordKind kind, Schema writer) {
        if (!writer.getFullName().equals(kind.schema().getFullName())) {
            throw new UnreadableEventException("record on " + kind.topic() + " was written as " + writer.getFullName()
                    + ", expected " + kind.schema().getFullName());
        }
        return new SpecificDatumReader<>(writer, kind.schema());
    }

    private static SpecificRecord read(
            RecordKind kind, SpecificDatumReader<SpecificRecord> reader, BodyDecoder decoder) {
        try {
            return reader.read(null, decoder);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Avro reports damaged bodies by anything, depending on where in the body the damage is.
            throw new UnreadableEventException("record on " + kind.topic() + " is no readable Avro body", e);
        }
    }

    /**
     * A record whose schema was deleted from the registry is mostly one of this build's own: it is, when all of its bytes
     * make an event whose two ids belong together.
     */
    private static Optional<SpecificRecord> builtIn(RecordKind kind, byte[] framed) {
        BodyDecoder decoder = new BodyDecoder(framed, ConfluentFrame.HEADER_BYTES);
        try {
            SpecificRecord event = read(kind, new SpecificDatumReader<>(kind.schema()), decoder);
            return decoder.left() == 0 && namesItself(kind, event) ? Optional.of(event) : Optional.empty();
        } catch (UnreadableEventException e) {
            return Optional.empty();
        }
    }

    private static boolean namesItself(RecordKind kind, SpecificRecord event) {
        String id = text(event, "event_id");
        String callId = text(event, "call_id");
        return !callId.isEmpty() && id.startsWith(callId + ':' + kind.word());
    }

    /** Empty where the record has no such column, as rows of analytics have not. */
    private static String text(SpecificRecord event, String column) {
        Schema.Field field = event.getSchema().getField(column);
        return field == null ? "" : String.valueOf(event.get(field.pos()));
    }

    private record ReaderKey(RecordKind kind, int schemaId) {}
}

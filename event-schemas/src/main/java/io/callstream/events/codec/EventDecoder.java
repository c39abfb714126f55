package io.callstream.events.codec;

import io.callstream.events.EventKind;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
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
     * @throws SchemaUnavailableException if the registry cannot be asked now
     */
    public SpecificRecord decode(EventKind kind, byte[] framed) {
        int schemaId = ConfluentFrame.schemaId(framed);
        ReaderKey key = new ReaderKey(kind, schemaId);
        SpecificDatumReader<SpecificRecord> reader = readers.get(key);
        if (reader == null) {
            reader = reader(kind, schemas.byId(schemaId));
            readers.put(key, reader);
        }
        return read(kind, reader, framed);
    }

    private static SpecificDatumReader<SpecificRecord> reader(EventKind kind, Schema writer) {
        if (!writer.getFullName().equals(kind.schema().getFullName())) {
            throw new UnreadableEventException("record on " + kind.topic() + " was written as " + writer.getFullName()
                    + ", expected " + kind.schema().getFullName());
        }
        return new SpecificDatumReader<>(writer, kind.schema());
    }

    private static SpecificRecord read(EventKind kind, SpecificDatumReader<SpecificRecord> reader, byte[] framed) {
        BinaryDecoder decoder = DecoderFactory.get()
                .binaryDecoder(framed, ConfluentFrame.HEADER_BYTES, framed.length - ConfluentFrame.HEADER_BYTES, null);
        try {
            return reader.read(null, decoder);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | ClassCastException e) {
            // Avro reports damaged bodies by any of these, depending on where in the body the damage is.
            throw new UnreadableEventException("record on " + kind.topic() + " is no readable Avro body", e);
        }
    }

    private record ReaderKey(EventKind kind, int schemaId) {}
}

package io.callstream.events.codec;

import io.callstream.events.DerivedKind;
import io.callstream.events.ErasureKind;
import io.callstream.events.EventKind;
import io.callstream.events.RecordKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes events as Avro bodies without a header, with the schema this build was compiled with. For one thread at a
 * time: the buffer is reused.
 */
public final class EventEncoder {
    private final Map<RecordKind, SpecificDatumWriter<SpecificRecord>> writers = new HashMap<>();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(4096);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);

    public EventEncoder() {
        TrustedEvents.vouch();
        for (EventKind kind : EventKind.values()) {
            writers.put(kind, new SpecificDatumWriter<>(kind.schema()));
        }
        for (DerivedKind kind : DerivedKind.values()) {
            writers.put(kind, new SpecificDatumWriter<>(kind.schema()));
        }
        for (ErasureKind kind : ErasureKind.values()) {
            writers.put(kind, new SpecificDatumWriter<>(kind.schema()));
        }
    }

    /** @throws org.apache.avro.AvroRuntimeException if the event lacks a column that has no default */
    public byte[] body(RecordKind kind, SpecificRecord event) {
        buffer.reset();
        try {
            writer(kind).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a byte array does not fail
        }
        return buffer.toByteArray();
    }

    /** The body behind Confluent's header, as it stands in a topic. */
    public byte[] framed(RecordKind kind, SpecificRecord event, int schemaId) {
        return ConfluentFrame.of(schemaId, ByteBuffer.wrap(body(kind, event)));
    }

    private SpecificDatumWriter<SpecificRecord> writer(RecordKind kind) {
        SpecificDatumWriter<SpecificRecord> writer = writers.get(kind);
        if (writer == null) {
            throw new IllegalStateException("no writer for " + kind);
        }
        return writer;
    }
}

package io.callstream.events.codec;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's wire format: a zero byte, the schema's id in four bytes (big-endian), then the Avro body.
 * Source: Confluent Schema Registry documentation, "Wire format".
 */
public final class ConfluentFrame {
    /** Length of the header in bytes. */
    public static final int HEADER_BYTES = 5;

    private static final byte MAGIC = 0;

    private ConfluentFrame() {}

    /** Writes the header at the buffer's position and moves the position behind it. */
    public static void putHeader(ByteBuffer target, int schemaId) {
        target.put(MAGIC).putInt(schemaId);
    }

    /** The frame around an Avro body. */
    public static byte[] of(int schemaId, ByteBuffer body) {
        ByteBuffer framed = ByteBuffer.allocate(HEADER_BYTES + body.remaining());
        putHeader(framed, schemaId);
        framed.put(body.duplicate());
        return framed.array();
    }

    /**
     * The id of the schema that a framed record was written with.
     *
     * @param framed a record's value, which Kafka may not have
     * @throws UnreadableEventException if the bytes are no such frame
     */
    public static int schemaId(byte @Nullable [] framed) {
        if (framed == null) {
            throw new UnreadableEventException("record has no value");
        }
        if (framed.length < HEADER_BYTES) {
            throw new UnreadableEventException(
                    "record of " + framed.length + " bytes is too short for Confluent's header of 5");
        }
        if (framed[0] != MAGIC) {
            throw new UnreadableEventException(
                    "record starts with byte " + framed[0] + ", expected 0 (Confluent's wire format)");
        }
        return ByteBuffer.wrap(framed, 1, Integer.BYTES).getInt();
    }
}

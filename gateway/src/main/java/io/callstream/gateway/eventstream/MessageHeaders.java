package io.callstream.gateway.eventstream;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the headers of one message: a name, a kind, and a value whose length the kind says. */
final class MessageHeaders {
    private static final int BYTES = 6;
    private static final int TEXT = 7;
    /** Bytes of the values of each kind that has a fixed length, by its number: true, false, byte, short, int, long, -, -, time, UUID. */
    private static final int[] LENGTHS = {0, 0, 1, 2, 4, 8, -1, -1, 8, 16};

    private MessageHeaders() {}

    static Map<String, String> read(ByteBuffer from) throws BrokenStreamException {
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            while (from.hasRemaining()) {
                String name = text(from, from.get() & 0xff);
                int kind = from.get() & 0xff;
                if (kind == TEXT) {
                    texts.put(name, text(from, from.getShort() & 0xffff));
                } else {
                    skip(from, length(from, kind));
                }
            }
        } catch (BufferUnderflowException e) {
            throw new BrokenStreamException("a header is longer than all of them");
        }
        return texts;
    }

    private static int length(ByteBuffer from, int kind) throws BrokenStreamException {
        if (kind == BYTES) {
            return from.getShort() & 0xffff;
        }
        if (kind >= LENGTHS.length) {
            throw new BrokenStreamException("a header of the unknown kind " + kind);
        }
        return LENGTHS[kind];
    }

    private static void skip(ByteBuffer from, int bytes) {
        if (bytes > from.remaining()) {
            throw new BufferUnderflowException();
        }
        from.position(from.position() + bytes);
    }

    private static String text(ByteBuffer from, int bytes) {
        byte[] text = new byte[bytes];
        from.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}

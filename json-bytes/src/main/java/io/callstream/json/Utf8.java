package io.callstream.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** JSON that is sent is UTF-8 (RFC 8259 §8.1), without a byte order mark. Most of a request is ASCII, which costs little. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHS = 0x8080808080808080L;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final byte[] data;
    private final int limit;
    private int at;

    private Utf8(Slice text) {
        this.data = text.array();
        this.limit = text.end();
        this.at = text.offset();
    }

    /** The text without the byte order mark that some clients put in front. */
    public static Slice withoutMark(Slice text) {
        if (text.length() < MARK.length) {
            return text;
        }
        for (int i = 0; i < MARK.length; i++) {
            if (text.array()[text.offset() + i] != MARK[i]) {
                return text;
            }
        }
        return new Slice(text.array(), text.offset() + MARK.length, text.length() - MARK.length);
    }

    /** Refuses what is not well-formed: overlong forms, halves of surrogate pairs, what is cut off. */
    public static void check(Slice text) throws InvalidJsonException {
        Utf8 bytes = new Utf8(text);
        while (bytes.passAscii()) {
            if (!bytes.passCharacter()) {
                throw InvalidJsonException.malformed("UTF-8", bytes.at - text.offset());
            }
        }
    }

    /** Goes on to the next byte that is not ASCII; false when there is none. */
    private boolean passAscii() {
        while (at + Long.BYTES <= limit && ((long) LONGS.get(data, at) & HIGHS) == 0) {
            at += Long.BYTES;
        }
        while (at < limit && data[at] >= 0) {
            at++;
        }
        return at < limit;
    }

    private boolean passCharacter() {
        int lead = data[at] & 0xff;
        if (lead >= 0xc2 && lead <= 0xdf) {
            return pass(1, 0x80, 0xbf);
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            return pass(2, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
        }
        return lead >= 0xf0 && lead <= 0xf4 && pass(3, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
    }

    /** @param low least value of the first of the bytes that follow; {@code high} its greatest */
    private boolean pass(int following, int low, int high) {
        if (at + following >= limit || !between(data[at + 1], low, high)) {
            return false;
        }
        for (int i = 2; i <= following; i++) {
            if (!between(data[at + i], 0x80, 0xbf)) {
                return false;
            }
        }
        at += following + 1;
        return true;
    }

    private static boolean between(byte value, int low, int high) {
        return (value & 0xff) >= low && (value & 0xff) <= high;
    }
}

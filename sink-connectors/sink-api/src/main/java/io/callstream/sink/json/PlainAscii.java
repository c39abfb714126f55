package io.callstream.sink.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells texts that are JSON strings as they are. Most columns are such: eight bytes are looked at in one step. */
final class PlainAscii {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private PlainAscii() {}

    /** Neither to be escaped, nor perhaps put by Java for half a character, as the question mark is. */
    static boolean is(byte[] ascii) {
        int last = ascii.length - Long.BYTES;
        if (last < 0) {
            return isShort(ascii);
        }
        for (int at = 0; at < last; at += Long.BYTES) {
            if (!isPlain((long) LONGS.get(ascii, at))) {
                return false;
            }
        }
        return isPlain((long) LONGS.get(ascii, last));
    }

    private static boolean isShort(byte[] ascii) {
        for (byte each : ascii) {
            if (each < ' ' || each == '"' || each == '\\' || each == '?') {
                return false;
            }
        }
        return true;
    }

    /** Whether eight ASCII characters are plain: a borrow or an equal byte shows in a high bit. */
    private static boolean isPlain(long eight) {
        long control = eight - ONES * ' ';
        return ((control | equal(eight, '"') | equal(eight, '\\') | equal(eight, '?')) & HIGH_BITS) == 0;
    }

    private static long equal(long eight, char sign) {
        return (eight ^ ONES * sign) - ONES;
    }
}

package io.callstream.gateway.event;

import io.callstream.json.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are UTF-8 (RFC 3629): Avro strings have to be, what clients send need not. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHS = 0x8080808080808080L;

    private Utf8() {}

    static boolean valid(Slice text) {
        byte[] data = text.array();
        int end = text.end();
        int at = ascii(data, text.offset(), end);
        while (at < end) {
            int length = sequence(data, at, end);
            if (length == 0) {
                return false;
            }
            at = ascii(data, at + length, end);
        }
        return true;
    }

    /** Passes over ASCII, which most of a request is. */
    private static int ascii(byte[] data, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end && ((long) LONGS.get(data, at) & HIGHS) == 0) {
            at += Long.BYTES;
        }
        while (at < end && data[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Length of the sequence of two to four bytes that begins here; 0 when there is none. */
    private static int sequence(byte[] data, int at, int end) {
        int lead = data[at] & 0xff;
        int second = at + 1 < end ? data[at + 1] & 0xff : 0;
        if (lead >= 0xc2 && lead <= 0xdf) {
            return continuation(second) ? 2 : 0;
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            // No overlong forms, no surrogates.
            boolean range = lead == 0xe0 ? second >= 0xa0 : lead != 0xed || second <= 0x9f;
            return range && continuation(second) && continues(data, at + 2, end) ? 3 : 0;
        }
        if (lead >= 0xf0 && lead <= 0xf4) {
            // No overlong forms, nothing beyond U+10FFFF.
            boolean range = lead == 0xf0 ? second >= 0x90 : lead != 0xf4 || second <= 0x8f;
            return range && continuation(second) && continues(data, at + 2, end) && continues(data, at + 3, end)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean continues(byte[] data, int at, int end) {
        return at < end && continuation(data[at] & 0xff);
    }

    private static boolean continuation(int b) {
        return (b & 0xc0) == 0x80;
    }
}

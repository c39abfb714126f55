package io.callstream.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes texts as JSON strings. Most columns are plain ASCII: those go out as they are, eight bytes looked at in one step. */
final class JsonStrings {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private JsonStrings() {}

    static void write(String text, JsonGenerator out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == text.length() && isPlain(bytes)) {
            out.writeRawUTF8String(bytes, 0, bytes.length);
        } else {
            out.writeString(Texts.wellFormed(text));
        }
    }

    /** Neither to be escaped, nor perhaps put by Java for half a character, as the question mark is. */
    private static boolean isPlain(byte[] ascii) {
        int at = 0;
        for (; at + Long.BYTES <= ascii.length; at += Long.BYTES) {
            if (!isPlain((long) LONGS.get(ascii, at))) {
                return false;
            }
        }
        for (; at < ascii.length; at++) {
            if (!isPlain(ONES * ascii[at])) {
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

package io.callstream.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array looked at together, as a number whose lowest byte is the first of them. */
public final class ByteWords {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private ByteWords() {}

    public static long at(byte[] data, int index) {
        return (long) LONGS.get(data, index);
    }

    /** Eight times the same byte, which is ASCII. */
    public static long all(char ascii) {
        return ONES * ascii;
    }

    /** Marks bytes that are zero. The lowest mark is exact, higher ones may be borrow. */
    public static long zeroes(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    /** Marks bytes that are less than those of a word of ASCII; with the same proviso. */
    static long less(long word, long than) {
        return (word - than) & ~word & HIGHS;
    }

    /** Which of the eight the lowest mark stands for. */
    public static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}

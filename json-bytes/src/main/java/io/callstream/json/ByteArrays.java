package io.callstream.json;

import java.util.Arrays;

/** Arrays that are written to at their end. Whether there is room is for the writer to look at, once for several bytes. */
public final class ByteArrays {
    /** Java's virtual machines make no array much longer. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private ByteArrays() {}

    /**
     * A longer copy: twice as long, so that growing byte by byte copies each byte a few times only, or as long as is needed.
     *
     * @param length how much of the array is written
     * @param more bytes that there has to be room for behind it
     * @throws ArithmeticException if no array is that long
     */
    public static byte[] grown(byte[] array, int length, int more) {
        int needed = Math.addExact(length, more);
        return Arrays.copyOf(array, Math.max(needed, (int) Math.min(LONGEST, 2L * array.length)));
    }
}

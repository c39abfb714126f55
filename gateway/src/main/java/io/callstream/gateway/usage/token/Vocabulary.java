package io.callstream.gateway.usage.token;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The tokens of an encoding, found by their bytes: one array of bytes, one of their ends and a hash table of numbers, since a
 * map of 200,000 objects takes seven times the memory. Immutable, safe for all threads.
 */
final class Vocabulary {
    /** In place of a rank: these bytes are no token. */
    static final int NONE = Integer.MAX_VALUE;

    private static final int BUFFER_BYTES = 64 << 10;
    /** Places of the table for each token, at least. */
    private static final int SPACE = 2;

    private final byte[] bytes;
    /** Where each token ends, by its rank. */
    private final int[] ends;
    /** Ranks and one, by the hash of the bytes; 0 where there is none. */
    private final int[] table;

    private Vocabulary(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
        this.table = new int[Integer.highestOneBit(Math.max(1, ends.length) * SPACE) * 2];
        for (int rank = 0; rank < ends.length; rank++) {
            enter(rank);
        }
    }

    /**
     * Reads a file as OpenAI publishes them: a line for each token, its bytes in base64, a space, and its rank.
     *
     * @throws IllegalStateException when the ranks do not count from 0
     */
    static Vocabulary read(InputStream file) throws IOException {
        TokenLines lines = new TokenLines(new BufferedInputStream(file, BUFFER_BYTES));
        int[] ends = new int[1 << 17];
        int count = 0;
        while (lines.next()) {
            if (lines.rank() != count) {
                throw new IllegalStateException("a vocabulary has rank " + lines.rank() + " in the place of " + count);
            }
            ends = count < ends.length ? ends : Arrays.copyOf(ends, count * 2);
            ends[count++] = lines.length();
        }
        return new Vocabulary(lines.bytes(), Arrays.copyOf(ends, count));
    }

    /** The rank of these bytes, the lower the sooner they are joined; {@link #NONE} when they are no token. */
    int rank(byte[] text, int from, int to) {
        for (int at = place(text, from, to); table[at] != 0; at = after(at)) {
            int rank = table[at] - 1;
            if (Arrays.equals(bytes, start(rank), ends[rank], text, from, to)) {
                return rank;
            }
        }
        return NONE;
    }

    int size() {
        return ends.length;
    }

    private void enter(int rank) {
        int at = place(bytes, start(rank), ends[rank]);
        while (table[at] != 0) {
            at = after(at);
        }
        table[at] = rank + 1;
    }

    private int start(int rank) {
        return rank == 0 ? 0 : ends[rank - 1];
    }

    private int after(int place) {
        return place + 1 & table.length - 1;
    }

    private int place(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        hash *= 0x9E3779B1; // neighbours are spread over the table
        return (hash ^ hash >>> 15) & table.length - 1;
    }
}

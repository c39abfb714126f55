package io.callstream.gateway.api.openai;

import io.callstream.json.Slice;
import java.util.Arrays;

/**
 * What stands before the choices of a chunk: id, model, time of creation. Most streams repeat it byte by byte, and what
 * has been taken over once need not be read again. A name that stands both before and behind the choices of one chunk, which
 * JSON leaves undefined, may keep the later value. For one stream.
 */
final class Envelope {
    private byte[] known = new byte[0];
    /** With the byte behind the last value, since a number may go on. */
    private int length;

    /** Where reading a chunk can begin, behind a value that the last one had, too; 0 when it has to be read whole. */
    int sharedWith(Slice chunk) {
        boolean shared = length > 0
                && chunk.length() > length
                && Arrays.equals(known, 0, length, chunk.array(), chunk.offset(), chunk.offset() + length);
        return shared ? length - 1 : 0;
    }

    /** A value of it has been replaced. */
    void forget() {
        length = 0;
    }

    /** @param end behind the last value of the envelope; 0 for a chunk that has none */
    void take(Slice chunk, int end) {
        length = end == 0 ? 0 : end + 1;
        if (known.length < length) {
            known = new byte[length];
        }
        System.arraycopy(chunk.array(), chunk.offset(), known, 0, length);
    }
}

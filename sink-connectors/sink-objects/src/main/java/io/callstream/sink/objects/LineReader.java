package io.callstream.sink.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gives the lines of a stream, each with its line break. Holds one line in memory. For one thread. */
final class LineReader {
    private final InputStream in;
    private byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line, whose bytes are the caller's until it asks for another; null behind the last. */
    @Nullable ByteBuffer next() throws IOException {
        int at = start;
        while (true) {
            for (; at < end; at++) {
                if (buffer[at] == '\n') {
                    return taken(at + 1);
                }
            }
            int looked = at - start;
            if (!more()) {
                return start < end ? taken(end) : null;
            }
            at = start + looked;
        }
    }

    private ByteBuffer taken(int until) {
        ByteBuffer line = ByteBuffer.wrap(buffer, start, until - start);
        start = until;
        return line;
    }

    private boolean more() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        } else if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read >= 0;
    }
}

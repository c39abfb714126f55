package io.callstream.gateway.stream;

import io.callstream.gateway.json.Slice;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into server-sent events (WHATWG HTML §9.2), however the bytes arrive. Lines may end in LF, CRLF
 * or CR; because a CR may turn out to be half of a CRLF, a frame that ends in one is held until the next byte.
 *
 * <pre>{@code
 * reader.append(bytes);
 * for (SseFrame frame = reader.next(); frame != null; frame = reader.next()) { ... }
 * }</pre>
 *
 * For one thread.
 */
public final class SseReader {
    private static final int FIRST_CAPACITY = 4096;

    private final int largestFrame;
    private final SseData data = new SseData();
    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int frameStart;
    private int lineStart;
    private int scanned;
    private int limit;
    private boolean begun;

    /** @param largestFrame bytes that a frame may have without an end, which bounds the memory a provider can take */
    public SseReader(int largestFrame) {
        this.largestFrame = largestFrame;
    }

    /**
     * Takes over bytes that have arrived. Frames handed out before are not valid any more.
     *
     * @throws SseTooLargeException if the frame under way is too large; the stream cannot be read on
     */
    public void append(ByteBuffer bytes) throws SseTooLargeException {
        int length = bytes.remaining();
        makeRoom(length);
        bytes.get(buffer, limit, length);
        limit += length;
    }

    /** The next whole frame, valid until the next {@link #append}; null when more bytes are needed. */
    public @Nullable SseFrame next() {
        while (scanned < limit) {
            byte b = buffer[scanned];
            if (b != '\n' && b != '\r') {
                scanned++;
                continue;
            }
            int after = lineEnd(b);
            if (after < 0) {
                return null;
            }
            boolean blank = scanned == lineStart;
            if (!blank) {
                line(lineStart, scanned);
            }
            scanned = after;
            lineStart = after;
            if (blank) {
                return frame();
            }
        }
        return null;
    }

    /** The bytes after the last frame: at the end of the stream, what no blank line has ended. */
    public Slice rest() {
        return new Slice(buffer, frameStart, limit - frameStart);
    }

    /**
     * At the end of the stream, makes a frame of {@link #rest()}. A browser would drop it; some providers leave out
     * the last blank line.
     *
     * @return null when nothing is left
     */
    public @Nullable SseFrame finish() {
        if (frameStart == limit) {
            return null;
        }
        int end = limit;
        while (end > lineStart && (buffer[end - 1] == '\r' || buffer[end - 1] == '\n')) {
            end--;
        }
        if (end > lineStart) {
            line(lineStart, end);
        }
        scanned = limit;
        lineStart = limit;
        return frame();
    }

    /** Where the line that ends here is over; negative when that cannot be known yet. */
    private int lineEnd(byte b) {
        if (b == '\n') {
            return scanned + 1;
        }
        if (scanned + 1 < limit) {
            return buffer[scanned + 1] == '\n' ? scanned + 2 : scanned + 1;
        }
        return -1;
    }

    private void line(int from, int to) {
        int start = from;
        if (!begun && to - from >= 3 && isByteOrderMark(from)) {
            start += 3;
        }
        begun = true;
        data.line(buffer, start, to);
    }

    private boolean isByteOrderMark(int at) {
        return buffer[at] == (byte) 0xEF && buffer[at + 1] == (byte) 0xBB && buffer[at + 2] == (byte) 0xBF;
    }

    private SseFrame frame() {
        Slice raw = new Slice(buffer, frameStart, scanned - frameStart);
        frameStart = scanned;
        return new SseFrame(raw, data.take(buffer));
    }

    /** Moves the frame under way to the front, into a larger buffer if need be. */
    private void makeRoom(int length) throws SseTooLargeException {
        int kept = limit - frameStart;
        if (kept > largestFrame) {
            throw new SseTooLargeException(largestFrame);
        }
        if (limit + length <= buffer.length) {
            return;
        }
        int needed = kept + length;
        byte[] target = needed <= buffer.length ? buffer : new byte[Math.max(needed, buffer.length * 2)];
        System.arraycopy(buffer, frameStart, target, 0, kept);
        data.moved(frameStart);
        scanned -= frameStart;
        lineStart -= frameStart;
        limit = kept;
        frameStart = 0;
        buffer = target;
    }
}

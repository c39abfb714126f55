package io.callstream.gateway.stream;

import io.callstream.gateway.json.Slice;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into server-sent events (WHATWG HTML §9.2), however the bytes arrive. Lines may end in LF, CRLF
 * or CR. Some providers leave out the blank lines between events: a line of data that is whole ends its frame when
 * another one follows, and {@code [DONE]} does at once. Such a frame says that its blank line is missing.
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
    private boolean afterReturn;
    private boolean lineByLine;

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
        passLineFeed();
        while (scanned < limit) {
            byte b = buffer[scanned];
            if (b != '\n' && b != '\r') {
                scanned++;
                continue;
            }
            SseFrame frame = scanned == lineStart ? blankLine() : line(scanned);
            if (frame != null) {
                return frame;
            }
        }
        boolean done = lineStart == limit && data.done(buffer);
        return done ? frame(1) : null;
    }

    /** The bytes after the last frame: at the end of the stream, what no blank line has ended. */
    public Slice rest() {
        return new Slice(buffer, frameStart, limit - frameStart);
    }

    /**
     * At the end of the stream, makes frames of {@link #rest()}: mostly one. A browser would drop it; some providers leave
     * out the last blank line.
     *
     * @return null when nothing is left
     */
    public @Nullable SseFrame finish() {
        if (frameStart == limit) {
            return null;
        }
        int missing = lineStart == limit ? 1 : 2;
        if (lineStart < limit && SseData.isData(buffer, lineStart, limit) && data.whole(buffer)) {
            scanned = lineStart;
            return frame(1);
        }
        if (lineStart < limit) {
            take(lineStart, limit);
        }
        scanned = limit;
        lineStart = limit;
        return frame(missing);
    }

    /** The second half of a CRLF, whose first half has ended its line. */
    private void passLineFeed() {
        if (afterReturn && scanned < limit) {
            afterReturn = false;
            if (buffer[scanned] == '\n') {
                scanned++;
                lineStart = scanned;
            }
        }
    }

    private SseFrame blankLine() {
        begun = true;
        endLine();
        return frame(0);
    }

    /** A frame, if this line ends one, or if it begins another one. */
    private @Nullable SseFrame line(int end) {
        if (begun && SseData.isData(buffer, lineStart, end) && data.whole(buffer)) {
            lineByLine = true;
            scanned = lineStart;
            return frame(1);
        }
        take(lineStart, end);
        endLine();
        return lineByLine && data.whole(buffer) ? frame(1) : null;
    }

    private void endLine() {
        boolean carriageReturn = buffer[scanned] == '\r';
        scanned++;
        if (carriageReturn && scanned < limit && buffer[scanned] == '\n') {
            scanned++;
        } else {
            afterReturn = carriageReturn && scanned == limit;
        }
        lineStart = scanned;
    }

    /** The mark of the byte order, which some write at the start, belongs to no line and is not passed on. */
    private void take(int from, int to) {
        int start = from;
        if (!begun && to - from >= 3 && isByteOrderMark(from)) {
            start += 3;
            frameStart += 3;
        }
        begun = true;
        data.line(buffer, start, to);
    }

    private boolean isByteOrderMark(int at) {
        return buffer[at] == (byte) 0xEF && buffer[at + 1] == (byte) 0xBB && buffer[at + 2] == (byte) 0xBF;
    }

    private SseFrame frame(int missing) {
        Slice raw = new Slice(buffer, frameStart, scanned - frameStart);
        frameStart = scanned;
        boolean error = data.error();
        return new SseFrame(raw, data.take(buffer), error, missing);
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

package io.callstream.gateway.sse;

import io.callstream.json.ByteWords;
import io.callstream.json.Slice;
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
    private static final long FEEDS = ByteWords.all('\n');
    private static final long RETURNS = ByteWords.all('\r');
    private static final int FIRST_CAPACITY = 4096;
    private static final int PASSING_CAPACITY = 64 << 10;

    private final Room room;
    private final SseData data = new SseData();
    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int frameStart;
    private int lineStart;
    private int scanned;
    private int limit;
    private boolean begun;
    private boolean afterReturn;
    private boolean lineByLine;
    private boolean passing;
    private boolean lineEmpty;
    private boolean lost;

    public SseReader(Room room) {
        this.room = room;
    }

    /** Says how large the buffer may become. */
    public interface Room {
        /** Whether a buffer of this size may take the place of one of that size. */
        boolean grow(int from, int to);
    }

    /**
     * Takes over bytes that have arrived. Frames handed out before are not valid any more. Where a frame is too large to be
     * held until its end, its bytes are handed out as they come, without data.
     */
    public void append(ByteBuffer bytes) {
        int length = bytes.remaining();
        makeRoom(length);
        bytes.get(buffer, limit, length);
        limit += length;
    }

    /** The next whole frame, valid until the next {@link #append}; null when more bytes are needed. */
    public @Nullable SseFrame next() {
        if (passing && scanned < limit) {
            return passed();
        }
        passLineFeed();
        while (scanned < limit) {
            scanned = lineEnd(buffer, scanned, limit);
            if (scanned == limit) {
                break;
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
        if (passing) {
            return passed();
        }
        int missing = isHalf() ? 0 : lineStart == limit ? 1 : 2;
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

    /** Whether nothing is left but the second half of a CRLF, whose first half has ended its frame. */
    private boolean isHalf() {
        return limit - frameStart == 1 && lineStart == limit && buffer[frameStart] == '\n';
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

    /** Index of the first byte that ends a line, or the limit. */
    private static int lineEnd(byte[] data, int from, int limit) {
        int at = from;
        while (at + Long.BYTES <= limit) {
            long word = ByteWords.at(data, at);
            long ends = ByteWords.zeroes(word ^ FEEDS) | ByteWords.zeroes(word ^ RETURNS);
            if (ends != 0) {
                return at + ByteWords.first(ends);
            }
            at += Long.BYTES;
        }
        while (at < limit && data[at] != '\n' && data[at] != '\r') {
            at++;
        }
        return at;
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

    /** Whether data of a frame was handed out unread. */
    public boolean lost() {
        return lost;
    }

    /** What has come of a frame that is too large: to its end, or as far as there is something. */
    private SseFrame passed() {
        boolean afterFirstHalf = afterReturn;
        while (scanned < limit && passing) {
            byte b = buffer[scanned++];
            if (b == '\n' && afterFirstHalf) {
                afterFirstHalf = false;
            } else {
                boolean end = b == '\n' || b == '\r';
                passing = !(end && (lineEmpty || lineByLine));
                lineEmpty = end;
                afterFirstHalf = b == '\r';
            }
        }
        afterReturn = afterFirstHalf;
        lineStart = scanned;
        Slice raw = new Slice(buffer, frameStart, scanned - frameStart);
        frameStart = scanned;
        return new SseFrame(raw, null, false, 0);
    }

    /** Moves the frame under way to the front, into a larger buffer if need be and possible. */
    private void makeRoom(int length) {
        if (passing && frameStart == limit && buffer.length > PASSING_CAPACITY) {
            room.grow(buffer.length, PASSING_CAPACITY);
            buffer = new byte[PASSING_CAPACITY];
            frameStart = 0;
            lineStart = 0;
            scanned = 0;
            limit = 0;
        }
        if (limit + length <= buffer.length) {
            return;
        }
        int kept = limit - frameStart;
        int needed = kept + length;
        byte[] target = buffer;
        if (needed > buffer.length) {
            int larger = (int) Math.max(needed, Math.min(2L * buffer.length, Integer.MAX_VALUE - 8));
            if (!room.grow(buffer.length, larger)) {
                passOn();
                larger = needed; // for once: what was held is handed out with what has come
            }
            target = new byte[larger];
        }
        System.arraycopy(buffer, frameStart, target, 0, kept);
        data.moved(frameStart);
        scanned -= frameStart;
        lineStart -= frameStart;
        limit = kept;
        frameStart = 0;
        buffer = target;
    }

    private void passOn() {
        if (!passing) {
            lineEmpty = scanned == lineStart;
            data.take(buffer);
            passing = true;
            lost = true;
        }
    }
}

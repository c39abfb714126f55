package io.callstream.gateway.sse;

import io.callstream.json.JsonCursor;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** The data of the frame under way: where its line stands; its lines, joined, once there are several. */
final class SseData {
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    private static final byte[] ERROR = {'e', 'r', 'r', 'o', 'r'};
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private int lines;
    private int from;
    private int to;
    private boolean error;
    private @Nullable ByteArrayOutputStream joined;

    /** Whether a line is one of data. */
    static boolean isData(byte[] buffer, int lineFrom, int lineTo) {
        return valueStart(buffer, lineFrom, lineTo, DATA) >= 0;
    }

    static boolean isDone(byte[] buffer, int valueFrom, int valueTo) {
        return startsWith(buffer, valueFrom, valueTo, DONE);
    }

    /** Takes in a line, without its end; comments and lines of fields other than data and event are passed over. */
    void line(byte[] buffer, int lineFrom, int lineTo) {
        int value = valueStart(buffer, lineFrom, lineTo, DATA);
        if (value < 0) {
            event(buffer, lineFrom, lineTo);
            return;
        }
        lines++;
        if (lines == 1) {
            from = value;
            to = lineTo;
            return;
        }
        ByteArrayOutputStream all = joined;
        if (all == null) {
            all = new ByteArrayOutputStream();
            all.write(buffer, from, to - from);
            joined = all;
        }
        all.write('\n');
        all.write(buffer, value, lineTo - value);
    }

    /** Whether the data is all there after one line: the mark of the end, or an object. */
    boolean whole(byte[] buffer) {
        if (lines != 1) {
            return false;
        }
        boolean object = to > from && buffer[from] == '{' && buffer[to - 1] == '}';
        return done(buffer) || object && JsonCursor.holdsObject(new Slice(buffer, from, to - from));
    }

    /** Whether it is the mark of the end. */
    boolean done(byte[] buffer) {
        return lines == 1 && isDone(buffer, from, to);
    }

    /** Whether the event is named {@code error}. */
    boolean error() {
        return error;
    }

    /** The buffer's content was moved towards its front. */
    void moved(int by) {
        from -= by;
        to -= by;
    }

    /** Hands the data out and starts over; null when there was no data line. */
    @Nullable Slice take(byte[] buffer) {
        Slice data = null;
        if (joined != null) {
            data = Slice.of(joined.toByteArray());
        } else if (lines == 1) {
            data = new Slice(buffer, from, to - from);
        }
        lines = 0;
        joined = null;
        error = false;
        return data;
    }

    private void event(byte[] buffer, int lineFrom, int lineTo) {
        int value = valueStart(buffer, lineFrom, lineTo, EVENT);
        if (value >= 0) {
            error = lineTo - value == ERROR.length && startsWith(buffer, value, lineTo, ERROR);
        }
    }

    private static int valueStart(byte[] buffer, int from, int to, byte[] field) {
        if (!startsWith(buffer, from, to, field)) {
            return -1;
        }
        int at = from + field.length;
        if (at == to) {
            return at;
        }
        if (buffer[at] != ':') {
            return -1;
        }
        at++;
        return at < to && buffer[at] == ' ' ? at + 1 : at;
    }

    private static boolean startsWith(byte[] buffer, int from, int to, byte[] text) {
        if (to - from < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (buffer[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}

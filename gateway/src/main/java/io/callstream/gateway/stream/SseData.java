package io.callstream.gateway.stream;

import io.callstream.gateway.json.Slice;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** The data of the frame under way: where its line stands; its lines, joined, once there are several. */
final class SseData {
    private static final byte[] FIELD = {'d', 'a', 't', 'a'};

    private int lines;
    private int from;
    private int to;
    private @Nullable ByteArrayOutputStream joined;

    /** Takes in a line, without its end; lines of other fields and comments are passed over. */
    void line(byte[] buffer, int lineFrom, int lineTo) {
        int value = valueStart(buffer, lineFrom, lineTo);
        if (value < 0) {
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
        return data;
    }

    private static int valueStart(byte[] buffer, int from, int to) {
        if (to - from < FIELD.length) {
            return -1;
        }
        for (int i = 0; i < FIELD.length; i++) {
            if (buffer[from + i] != FIELD[i]) {
                return -1;
            }
        }
        int at = from + FIELD.length;
        if (at == to) {
            return at;
        }
        if (buffer[at] != ':') {
            return -1;
        }
        at++;
        return at < to && buffer[at] == ' ' ? at + 1 : at;
    }
}

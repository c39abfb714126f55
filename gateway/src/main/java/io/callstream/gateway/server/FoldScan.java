package io.callstream.gateway.server;

import io.netty.buffer.ByteBuf;

/**
 * Finds header lines that begin with white space in what the decoder is about to read: it would join them to the line
 * before, unseen. The decoder takes whole lines only, so what it has not read begins with a line.
 */
final class FoldScan {
    private Place place = Place.BEFORE;

    private enum Place {
        BEFORE,
        HEADERS,
        BODY
    }

    void headersBegin() {
        place = Place.HEADERS;
    }

    void headersEnd() {
        place = Place.BODY;
    }

    void requestEnds() {
        place = Place.BEFORE;
    }

    /** Whether a line of the head that is being read, as far as it has come, is folded. */
    boolean folded(ByteBuf in) {
        if (place == Place.BODY) {
            return false;
        }
        int end = in.writerIndex();
        int line = place == Place.HEADERS ? in.readerIndex() : afterLine(in, requestLine(in), end);
        while (line < end && !blank(in.getByte(line))) {
            if (in.getByte(line) == ' ' || in.getByte(line) == '\t') {
                return true;
            }
            line = afterLine(in, line, end);
        }
        return false;
    }

    /** What comes before the request line and is skipped by the decoder. */
    private static int requestLine(ByteBuf in) {
        int at = in.readerIndex();
        while (at < in.writerIndex() && in.getByte(at) >= 0 && in.getByte(at) <= ' ') {
            at++;
        }
        return at;
    }

    private static int afterLine(ByteBuf in, int from, int end) {
        int feed = in.indexOf(from, end, (byte) '\n');
        return feed < 0 ? end : feed + 1;
    }

    private static boolean blank(byte first) {
        return first == '\r' || first == '\n';
    }
}

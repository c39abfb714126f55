package io.callstream.testing.provider;

import java.nio.charset.StandardCharsets;

/** The first {@code length} of {@code bytes}, looked at as an HTTP request without decoding it. */
final class RequestBytes {
    private static final byte[] CHAT = ascii("POST /v1/chat/completions HTTP/1.1\r\n");
    private static final byte[] MESSAGES = ascii("POST /v1/messages HTTP/1.1\r\n");
    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    /** The rest of the header's name, whose capitals differ from client to client. */
    private static final byte[] LENGTH = ascii("ength: ");

    private static final byte[] CLOSE = ascii("close\r\n");
    private static final byte[] MODEL = ascii("\"sim-fast\"");
    private static final byte[] STREAM = ascii("\"stream\"");

    private final byte[] bytes;
    private final int length;

    RequestBytes(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** Whether this is one whole plain chat of {@code sim-fast} that keeps its connection open, and nothing more. */
    boolean isOneFastChat() {
        return isOneFastCall(CHAT);
    }

    /** The same in Anthropic's form. */
    boolean isOneFastMessage() {
        return isOneFastCall(MESSAGES);
    }

    private boolean isOneFastCall(byte[] start) {
        if (!startsWithAt(start, 0)) {
            return false;
        }
        int headEnd = find(HEAD_END, start.length - 2, length);
        return headEnd > 0
                && headEnd + HEAD_END.length + contentLength(headEnd) == length
                && find(CLOSE, 0, headEnd + 2) < 0
                && find(MODEL, headEnd, length) > 0
                && find(STREAM, headEnd, length) < 0;
    }

    private int contentLength(int headEnd) {
        int at = find(LENGTH, 0, headEnd);
        int value = at < 0 ? -1 : 0;
        for (at += LENGTH.length; value >= 0 && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            value = value * 10 + bytes[at] - '0';
        }
        return value;
    }

    private int find(byte[] what, int from, int to) {
        for (int at = from; at <= to - what.length; at++) {
            if (bytes[at] == what[0] && startsWithAt(what, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean startsWithAt(byte[] what, int at) {
        if (at + what.length > length) {
            return false;
        }
        for (int offset = 0; offset < what.length; offset++) {
            if (bytes[at + offset] != what[offset]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

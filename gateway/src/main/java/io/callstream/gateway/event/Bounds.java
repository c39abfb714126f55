package io.callstream.gateway.event;

/**
 * How much of a value an event takes, in bytes of UTF-8, so that every event fits the spool, the topic and the indexes
 * of databases. Names have to fit an entry of an index.
 *
 * @param name of a model, a user, a session, a tag or an id
 * @param text of a header or a message
 * @param value of the metadata
 * @param total of a list or a map, and of the parameters
 * @param entries of a list or a map
 */
record Bounds(int name, int text, int value, int total, int entries) {
    static final Bounds USUAL = new Bounds(1024, 8 << 10, 64 << 10, 256 << 10, 512);
    /** For an event that would be too large otherwise. */
    static final Bounds LEAST = new Bounds(256, 256, 256, 4 << 10, 16);

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    /** A text of at most so many bytes, cut between two characters; the same text if it is short enough. */
    static String cut(String text, int most) {
        if (text.length() * (long) MOST_BYTES_OF_A_CHAR <= most || text.length() <= most && bytes(text) <= most) {
            return text;
        }
        int bytes = 0;
        int at = 0;
        for (int next = 0; next < text.length() && bytes <= most; ) {
            at = next;
            next += Character.charCount(text.codePointAt(at));
            bytes += bytes(text, at, next);
        }
        return text.substring(0, at);
    }

    /** Its length in UTF-8. */
    static int bytes(String text) {
        return bytes(text, 0, text.length());
    }

    private static int bytes(String text, int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            // Each half of a character beyond the first plane stands for two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}

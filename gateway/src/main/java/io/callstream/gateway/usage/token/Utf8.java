package io.callstream.gateway.usage.token;

/** Writes a part of a text in UTF-8 without making a text of it. */
final class Utf8 {
    /** Of one char; two that belong together take four. */
    static final int MOST_BYTES = 3;

    private static final int ONE = 0x80;
    private static final int TWO = 0x800;
    private static final int THREE = 0x10000;
    private static final int CONTINUED = 0x3F;

    private Utf8() {}

    /**
     * Half of a pair is written as a question mark.
     *
     * @return how many bytes were written
     */
    static int encode(String text, int from, int to, byte[] out) {
        int length = 0;
        for (int i = from; i < to; ) {
            int each = text.charAt(i);
            if (Character.isSurrogate((char) each)) {
                int whole = text.codePointAt(i);
                boolean pair = whole >= THREE && i + 1 < to;
                length = write(pair ? whole : '?', out, length);
                i += pair ? 2 : 1;
            } else {
                length = write(each, out, length);
                i++;
            }
        }
        return length;
    }

    private static int write(int each, byte[] out, int at) {
        if (each < ONE) {
            out[at] = (byte) each;
            return at + 1;
        }
        int more = each < TWO ? 1 : each < THREE ? 2 : 3;
        int mark = more == 1 ? 0xC0 : more == 2 ? 0xE0 : 0xF0;
        out[at] = (byte) (mark | each >>> 6 * more);
        for (int i = 1; i <= more; i++) {
            out[at + i] = (byte) (ONE | each >>> 6 * (more - i) & CONTINUED);
        }
        return at + 1 + more;
    }
}

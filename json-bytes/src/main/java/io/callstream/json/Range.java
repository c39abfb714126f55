package io.callstream.json;

/**
 * Where something stands in a body.
 *
 * @param from offset of the first byte from the body's start
 * @param to offset after the last byte
 */
public record Range(int from, int to) {
    public Range {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("range from " + from + " to " + to);
        }
    }

    public int length() {
        return to - from;
    }
}

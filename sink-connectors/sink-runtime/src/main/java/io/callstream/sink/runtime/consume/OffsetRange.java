package io.callstream.sink.runtime.consume;

/**
 * A part of a partition.
 *
 * @param start the first offset of it
 * @param end the offset behind the last
 */
public record OffsetRange(long start, long end) {
    public OffsetRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a range of offsets from " + start + " to " + end);
        }
    }

    boolean contains(long offset) {
        return offset >= start && offset < end;
    }
}

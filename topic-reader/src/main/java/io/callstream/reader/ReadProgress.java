package io.callstream.reader;

/**
 * How far a reader has come.
 *
 * @param records records handed out
 * @param bytes their keys and values, in bytes
 * @param offsetsDone offsets passed, gaps included
 * @param offsetsTotal offsets of the whole range
 */
public record ReadProgress(long records, long bytes, long offsetsDone, long offsetsTotal) {
    /** From 0 to 1. */
    public double fraction() {
        return offsetsTotal == 0 ? 1 : (double) offsetsDone / offsetsTotal;
    }

    public ReadProgress plus(ReadProgress other) {
        return new ReadProgress(
                records + other.records,
                bytes + other.bytes,
                offsetsDone + other.offsetsDone,
                offsetsTotal + other.offsetsTotal);
    }
}

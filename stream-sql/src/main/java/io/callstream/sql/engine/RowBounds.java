package io.callstream.sql.engine;

import java.util.Optional;

/**
 * How much the rows of an answer may hold.
 *
 * @param together most bytes of the rows that the driver makes Java's objects of at once, 2,048 at most
 * @param row most bytes of a single row
 */
record RowBounds(long together, long row) {
    private static final long MIB = 1L << 20;
    /** Two statements may run at once, beside whatever else the process does. */
    private static final int SHARE = 4;
    /** A row is there as bytes, as texts, and as what is made of these, such as JSON. */
    private static final int SHARE_OF_A_ROW = 12;

    RowBounds {
        if (together < 1 || row < 1) {
            throw new IllegalArgumentException(
                    "bounds of rows are " + together + " and " + row + " (expected 1 or more)");
        }
    }

    /** @param heap most memory of Java, in bytes */
    static RowBounds of(long heap) {
        return new RowBounds(heap / SHARE, heap / SHARE_OF_A_ROW);
    }

    Optional<String> wrongTogether(long rows, long bytes) {
        return wrong(rows + " rows of the answer that come together hold ", bytes, together);
    }

    Optional<String> wrongRow(long bytes) {
        return wrong("a row of the answer holds ", bytes, row);
    }

    private static Optional<String> wrong(String what, long bytes, long most) {
        return bytes <= most
                ? Optional.empty()
                : Optional.of(what + size(bytes) + ", and " + size(most) + " is the most that Java has room for"
                        + " (select less of it, such as left(response_body, 1000) or response_body->>'$.model'; fewer columns;"
                        + " no ORDER BY; or give Java more memory)");
    }

    private static String size(long bytes) {
        return bytes < MIB ? bytes + " bytes" : (bytes + MIB - 1) / MIB + " MiB";
    }
}

package io.callstream.cli.rows;

/**
 * A column of rows.
 *
 * @param name its name
 * @param numeric whether its values are numbers, which tables show to the right
 * @param json whether its values are texts that are JSON already
 */
public record RowColumn(String name, boolean numeric, boolean json) {
    /** A column of texts. */
    public static RowColumn text(String name) {
        return new RowColumn(name, false, false);
    }

    /** A column of numbers. */
    public static RowColumn number(String name) {
        return new RowColumn(name, true, false);
    }
}

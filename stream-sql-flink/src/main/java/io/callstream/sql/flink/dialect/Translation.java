package io.callstream.sql.flink.dialect;

import java.util.List;

/**
 * A statement, and what Flink is given for it.
 *
 * @param statement as it was asked
 * @param text as Flink gets it
 * @param origins for each character of the text, where it comes from
 */
public record Translation(String statement, String text, List<Integer> origins) {
    public Translation {
        origins = List.copyOf(origins);
    }

    /**
     * Where in the statement a place of Flink's text is.
     *
     * @param line from 1
     * @param column from 1
     */
    public Place place(int line, int column) {
        int begin = 0;
        for (int i = 1; i < line && begin >= 0; i++) {
            begin = text.indexOf('\n', begin) + 1;
        }
        int at = origins.get(Math.max(0, Math.min(begin + column - 1, origins.size() - 1)));
        int lineBegin = statement.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
        if (lineBegin > at) {
            lineBegin = at;
        }
        int lineEnd = statement.indexOf('\n', at);
        int number = (int) statement
                        .substring(0, lineBegin)
                        .chars()
                        .filter(each -> each == '\n')
                        .count()
                + 1;
        return new Place(
                number, at - lineBegin + 1, statement.substring(lineBegin, lineEnd < 0 ? statement.length() : lineEnd));
    }

    /**
     * A place in a statement.
     *
     * @param line from 1
     * @param column from 1
     * @param text the whole line
     */
    public record Place(int line, int column, String text) {
        /** The line with a mark under the place. */
        public String marked() {
            return text + "\n" + " ".repeat(column - 1) + "^";
        }
    }
}

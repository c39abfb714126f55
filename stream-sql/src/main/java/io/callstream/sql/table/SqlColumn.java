package io.callstream.sql.table;

/**
 * A column as people query it.
 *
 * @param name its name
 * @param type its type in SQL
 * @param doc what it says, for {@code \d TABLE}
 * @param expression how it is made of the scan's columns
 */
public record SqlColumn(String name, String type, String doc, String expression) {
    /** The column's part of a {@code SELECT}. */
    String selected() {
        return expression.equals(quoted(name)) ? expression : expression + " AS " + quoted(name);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}

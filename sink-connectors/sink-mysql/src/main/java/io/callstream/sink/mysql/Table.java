package io.callstream.sink.mysql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The statement that stores rows of one table. It is written for both kinds of server, of which one knows no row aliases and
 * the other warns of {@code VALUES()}.
 *
 * @param name of the table
 * @param columns in the order of their values
 * @param onRepeat what happens to a row that is there already
 */
record Table(String name, List<String> columns, String onRepeat) {
    Table {
        columns = List.copyOf(columns);
    }

    /**
     * Rows give way to an event that says at least as much, by {@code stage}. Equals give way too, so that a replay fills
     * columns that are new or were left out before. The server assigns from left to right, so {@code stage} is last.
     */
    static Table ofStages(String name, List<String> columns, String key) {
        String assignments = columns.stream()
                .filter(column -> !column.equals(key) && !column.equals("stage"))
                .map(column ->
                        "`" + column + "` = IF(VALUES(stage) >= stage, VALUES(`" + column + "`), `" + column + "`)")
                .collect(Collectors.joining(", "));
        return new Table(
                name,
                columns,
                assignments + ", delivered_at = IF(VALUES(stage) > stage, CURRENT_TIMESTAMP(3), delivered_at)"
                        + ", stage = GREATEST(VALUES(stage), stage)");
    }

    /** The first row of a key stays. */
    static Table ofFirst(String name, List<String> columns, String key) {
        return new Table(name, columns, "`" + key + "` = `" + key + "`");
    }

    /** @param rows how many rows the statement has places for */
    String insert(int rows) {
        String names = columns.stream().collect(Collectors.joining("`, `", " (`", "`)"));
        String row = "?, ".repeat(columns.size() - 1) + "?";
        return "INSERT INTO " + name + names + " VALUES (" + row + ")" + (", (" + row + ")").repeat(rows - 1)
                + " ON DUPLICATE KEY UPDATE " + onRepeat;
    }
}

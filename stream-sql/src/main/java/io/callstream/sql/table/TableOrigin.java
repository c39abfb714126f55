package io.callstream.sql.table;

/** What the rows of a table are made of, for engines that have their own SQL. */
public sealed interface TableOrigin {
    /** Every record of a topic is a row. */
    record Records(AvroTopic topic) implements TableOrigin {}

    /**
     * The latest record of each id is a row.
     *
     * @param id the column that holds it
     */
    record Latest(AvroTopic topic, String id) implements TableOrigin {}

    /** A row for each call: its end, or else its beginning, with {@code outcome} in front. */
    record Calls(SqlTable preCalls, SqlTable successes, SqlTable failures) implements TableOrigin {}

    /** A row for each dead letter, with what was decided about it. */
    record Letters() implements TableOrigin {}
}

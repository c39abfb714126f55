package io.callstream.sql.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One row for each call: its end if it has one, else what its pre-call event says. Made of the rows that analytics keeps, or joined from the
 * events; the columns are the same.
 */
final class Calls {
    private static final String NAME = "calls";
    private static final String DOC = "A call, with all that its events say of it.";
    private static final String OUTCOME = "outcome";
    private static final String OUTCOME_DOC =
            "`success`, `failure`, or `open` for a call of which no end has been read.";
    /** What single events are known by, and no call. */
    private static final Set<String> OF_EVENTS = Set.of("event_id", "gateway_epoch", "lane", "seq");

    /** An event that stands on its topic twice counts once. */
    private static final String JOINED = """
        WITH ends AS (
          SELECT 'success' AS "outcome", * FROM successes UNION ALL BY NAME SELECT 'failure' AS "outcome", * FROM failures)
        SELECT DISTINCT ON ("call_id") %1$s FROM (
          SELECT * FROM ends UNION ALL BY NAME
          SELECT 'open' AS "outcome", * FROM pre_calls WHERE "call_id" NOT IN (SELECT "call_id" FROM ends))""";

    /** Rows of calls that have no end lack what was said, which the pre-call has. */
    private static final String OF_ROWS = """
        WITH ends AS (
          SELECT DISTINCT ON ("call_id") * FROM (%2$s) WHERE "outcome" IN ('success', 'failure')
          ORDER BY "call_id", "kafka_offset" DESC)
        SELECT DISTINCT ON ("call_id") %1$s FROM (
          SELECT * FROM ends UNION ALL BY NAME
          SELECT 'open' AS "outcome", * FROM pre_calls WHERE "call_id" NOT IN (SELECT "call_id" FROM ends))""";

    private Calls() {}

    /** Joined from the events. */
    static SqlTable joined(SqlTable preCalls, SqlTable successes, SqlTable failures) {
        List<SqlColumn> columns = columns(preCalls, successes, failures);
        return new SqlTable(
                NAME,
                DOC,
                columns,
                new TableOrigin.Calls(preCalls, successes, failures),
                JOINED.formatted(selected(columns)));
    }

    /** The same, with the ends of the rows that analytics keeps. */
    static SqlTable ofRows(SqlTable joined, AvroTopic rows) {
        String view =
                OF_ROWS.formatted(selected(joined.columns()), rows.sqlTable().view());
        return new SqlTable(NAME, DOC, joined.columns(), joined.origin(), view);
    }

    private static List<SqlColumn> columns(SqlTable preCalls, SqlTable successes, SqlTable failures) {
        Map<String, SqlColumn> columns = new LinkedHashMap<>();
        columns.put(OUTCOME, new SqlColumn(OUTCOME, "VARCHAR", OUTCOME_DOC, "\"outcome\""));
        for (SqlTable table : List.of(failures, successes, preCalls)) {
            table.columns().stream()
                    .filter(column -> !OF_EVENTS.contains(column.name()))
                    .forEach(column -> columns.putIfAbsent(column.name(), plain(column)));
        }
        return new ArrayList<>(columns.values());
    }

    private static String selected(List<SqlColumn> columns) {
        return String.join(", ", columns.stream().map(SqlColumn::selected).toList());
    }

    private static SqlColumn plain(SqlColumn column) {
        return new SqlColumn(column.name(), column.type(), column.doc(), SqlColumn.quoted(column.name()));
    }
}

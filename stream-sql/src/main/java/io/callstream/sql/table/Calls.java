package io.callstream.sql.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row for each call, joined from its events: its end if it has one, else what its pre-call event says. An event that stands
 * on its topic twice counts once.
 */
final class Calls {
    private static final String OUTCOME_DOC =
            "`success`, `failure`, or `open` for a call of which no end has been read.";
    private static final String QUERY = """
        WITH ends AS (
          SELECT 'success' AS "outcome", * FROM successes UNION ALL BY NAME SELECT 'failure' AS "outcome", * FROM failures)
        SELECT DISTINCT ON ("call_id") %1$s FROM (
          SELECT * FROM ends UNION ALL BY NAME
          SELECT 'open' AS "outcome", * FROM pre_calls WHERE "call_id" NOT IN (SELECT "call_id" FROM ends))""";

    private Calls() {}

    static SqlTable of(SqlTable preCalls, SqlTable successes, SqlTable failures) {
        Map<String, SqlColumn> columns = new LinkedHashMap<>();
        columns.put("outcome", new SqlColumn("outcome", "VARCHAR", OUTCOME_DOC, "\"outcome\""));
        for (SqlTable table : List.of(failures, successes, preCalls)) {
            table.columns().forEach(column -> columns.putIfAbsent(column.name(), plain(column)));
        }
        List<SqlColumn> all = new ArrayList<>(columns.values());
        String selected =
                String.join(", ", all.stream().map(SqlColumn::selected).toList());
        return new SqlTable(
                "calls",
                "A call, with all that its events say of it.",
                all,
                new TableOrigin.Calls(preCalls, successes, failures),
                QUERY.formatted(selected));
    }

    private static SqlColumn plain(SqlColumn column) {
        return new SqlColumn(column.name(), column.type(), column.doc(), SqlColumn.quoted(column.name()));
    }
}

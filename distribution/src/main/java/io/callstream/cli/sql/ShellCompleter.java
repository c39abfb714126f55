package io.callstream.cli.sql;

import io.callstream.sql.table.SqlColumn;
import io.callstream.sql.table.SqlTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes tables, columns, words of SQL and the shell's own commands. Columns of tables that the line names come alone. */
final class ShellCompleter implements Completer {
    private static final List<String> WORDS = List.of(
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP BY",
            "ORDER BY",
            "HAVING",
            "LIMIT",
            "JOIN",
            "LEFT JOIN",
            "USING",
            "ON",
            "AS",
            "AND",
            "OR",
            "NOT",
            "IN",
            "BETWEEN",
            "LIKE",
            "ILIKE",
            "IS NULL",
            "IS NOT NULL",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "WITH",
            "UNION ALL",
            "DISTINCT",
            "DESC",
            "FILTER",
            "OVER",
            "PARTITION BY",
            "QUALIFY",
            "INTERVAL",
            "DESCRIBE",
            "count(*)",
            "sum(",
            "avg(",
            "min(",
            "max(",
            "quantile_cont(",
            "date_trunc(",
            "unnest(",
            "coalesce(");

    private final List<SqlTable> tables;

    ShellCompleter(List<SqlTable> tables) {
        this.tables = tables;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String text = line.line().toLowerCase(Locale.ROOT);
        if (line.line().startsWith("\\") && line.wordIndex() == 0) {
            ShellCommands.names().forEach(name -> candidates.add(new Candidate(name)));
            return;
        }
        tables.forEach(table -> candidates.add(candidate(table.name(), "tables", table.doc())));
        columns(text).forEach((name, doc) -> candidates.add(candidate(name, "columns", doc)));
        WORDS.forEach(word -> candidates.add(candidate(word, "words", "")));
    }

    private Map<String, String> columns(String line) {
        List<SqlTable> named =
                tables.stream().filter(table -> line.contains(table.name())).toList();
        Stream<SqlColumn> columns =
                (named.isEmpty() ? tables : named).stream().flatMap(table -> table.columns().stream());
        Map<String, String> docs = new TreeMap<>();
        columns.forEach(column -> docs.putIfAbsent(column.name(), column.doc()));
        return docs;
    }

    private static Candidate candidate(String value, String group, String doc) {
        String shortly = doc.length() > 60 ? doc.substring(0, 59) + "…" : doc;
        return new Candidate(value, value, group, shortly.isEmpty() ? null : shortly, null, null, true);
    }
}

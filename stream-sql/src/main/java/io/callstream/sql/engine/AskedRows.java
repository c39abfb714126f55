package io.callstream.sql.engine;

import io.callstream.sql.query.ResultColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A query around a query, whose texts come as bytes and are counted before. The driver makes Java's objects of 2,048 rows at once, outside of
 * the engine's bounds; as bytes they take a third of what they take as texts.
 *
 * @param sql what is run; the statement stands in it on lines of its own, from the second on
 * @param columns of the statement; the rows have one more, which is of no interest
 */
record AskedRows(String sql, List<ResultColumn> columns) {
    /** Lines that stand before the statement. */
    static final int LINES_BEFORE = 1;

    private static final Pattern QUERY = Pattern.compile(
            "^(?:\\s|--[^\\n]*+(?:\\n|$)|/\\*.*?\\*/|\\()*+(?:SELECT|WITH|FROM|VALUES|TABLE)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Empty where the statement is no query, or has nothing but short values. */
    static Optional<AskedRows> of(Connection connection, String sql) throws SQLException {
        if (!QUERY.matcher(sql).matches()) {
            return Optional.empty();
        }
        List<ResultColumn> columns;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            columns = columns(statement.getMetaData());
        }
        if (columns.stream().allMatch(column -> ValueKind.of(column.type()) == ValueKind.SHORT)) {
            return Optional.empty();
        }
        AskedRows asked = new AskedRows(around(sql, columns), columns);
        return asked.canBeRun(connection) ? Optional.of(asked) : Optional.empty();
    }

    /** @param meta null where there are no rows */
    static List<ResultColumn> columns(@Nullable ResultSetMetaData meta) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; meta != null && i <= meta.getColumnCount(); i++) {
            columns.add(new ResultColumn(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
        }
        return columns;
    }

    /** Names may be there twice, so columns are called by their place. */
    private static String around(String sql, List<ResultColumn> columns) {
        List<String> names =
                IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).toList();
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> ValueKind.of(columns.get(i).type()).asked(names.get(i)))
                .collect(Collectors.joining(", "));
        return "SELECT " + values + ", " + RowGuard.NAME + "(" + bytes(ValueKind.TEXT, columns, names) + ", "
                + bytes(ValueKind.NESTED, columns, names) + ") FROM (\n" + sql + "\n) AS asked("
                + String.join(", ", names)
                + ")";
    }

    private static String bytes(ValueKind kind, List<ResultColumn> columns, List<String> names) {
        return IntStream.range(0, columns.size())
                .filter(i -> ValueKind.of(columns.get(i).type()).countsAs(kind))
                .mapToObj(i -> ValueKind.of(columns.get(i).type()).bytes(names.get(i)))
                .collect(Collectors.joining(" + ", "0::BIGINT + ", ""))
                .replaceFirst(" \\+ $", "");
    }

    /** Not all that begins like a query can stand in another one. */
    private boolean canBeRun(Connection connection) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}

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

/**
 * A query around a query, whose texts come as bytes and are counted before. The driver makes Java's objects of 2,048 rows at once, outside of
 * the engine's bounds; as bytes they take a third of what they take as texts.
 *
 * @param statement what is run; where it is around the statement that was asked, that stands in it on lines of its own
 * @param columns of the statement that was asked; around it there is one more, which is of no interest
 * @param linesBefore how many lines stand before it
 */
record AskedRows(PreparedStatement statement, List<ResultColumn> columns, int linesBefore) {
    private static final Pattern QUERY = Pattern.compile(
            "^(?:\\s|--[^\\n]*+(?:\\n|$)|/\\*.*?\\*/|\\()*+(?:SELECT|WITH|FROM|VALUES|TABLE)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Empty where the statement is no query. */
    static Optional<AskedRows> of(Connection connection, String sql) throws SQLException {
        if (!QUERY.matcher(sql).matches()) {
            return Optional.empty();
        }
        PreparedStatement plain = connection.prepareStatement(sql);
        AskedRows asked = new AskedRows(plain, columns(plain.getMetaData()), 0);
        boolean isShort = asked.columns.stream().allMatch(column -> ValueKind.of(column.type()) == ValueKind.SHORT);
        return Optional.of(isShort ? asked : asked.around(connection, sql));
    }

    /** Not all that begins like a query can stand in another one; what cannot is run as it is. */
    private AskedRows around(Connection connection, String sql) throws SQLException {
        PreparedStatement outer;
        try {
            outer = connection.prepareStatement(around(sql, columns));
        } catch (SQLException e) {
            return this;
        }
        statement.close();
        return new AskedRows(outer, columns, 1);
    }

    static List<ResultColumn> columns(ResultSetMetaData meta) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
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
}

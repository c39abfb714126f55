package io.callstream.console.sql;

import io.callstream.console.web.WebException;
import io.callstream.sql.query.ResultColumn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes a Parquet file of a file with comma-separated values. An engine that may write files runs this one statement of ours, and none of
 * anybody else's.
 */
final class ParquetFile {
    private static final Set<String> PLAIN = Set.of(
            "BOOLEAN",
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "FLOAT",
            "DOUBLE",
            "VARCHAR",
            "DATE",
            "TIMESTAMP",
            "TIMESTAMP WITH TIME ZONE");

    private ParquetFile() {}

    static void write(Path csv, List<ResultColumn> columns, Path parquet) {
        if (columns.isEmpty()) {
            throw WebException.wrong("the statement has no rows that a file could hold");
        }
        List<String> names = names(columns);
        String types = IntStream.range(0, columns.size())
                .mapToObj(i -> quoted(names.get(i)) + ": '" + type(columns.get(i)) + "'")
                .collect(Collectors.joining(", "));
        String statement = "COPY (SELECT * FROM read_csv(" + quoted(csv.toString())
                + ", header = true, auto_detect = false, delim = ',',"
                + " quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, columns = {" + types
                + "})) TO "
                + quoted(parquet.toString()) + " (FORMAT parquet)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var sql = connection.createStatement()) {
            sql.execute("SET TimeZone = 'UTC'");
            sql.execute(statement);
        } catch (SQLException e) {
            throw new WebException(
                    422,
                    "the rows cannot be written as Parquet (take CSV, or CAST what is named here AS VARCHAR): "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** A file has no name twice, whatever a statement has: the second {@code a} is {@code a_2}. */
    private static List<String> names(List<ResultColumn> columns) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (ResultColumn column : columns) {
            String name = column.name();
            for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = column.name() + "_" + i;
            }
            names.add(name);
        }
        return names;
    }

    /** What has parts is kept as JSON text. */
    private static String type(ResultColumn column) {
        return PLAIN.contains(column.type()) || column.type().startsWith("DECIMAL") ? column.type() : "VARCHAR";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

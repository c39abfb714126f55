package io.callstream.console.sql;

import io.callstream.sql.query.ResultColumn;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as comma-separated values (RFC 4180); a value that is not there is an empty field, an empty text a quoted one. For one thread. */
final class CsvRows implements RowTaker {
    private final Writer out;
    private List<ResultColumn> columns = List.of();

    CsvRows(Writer out) {
        this.out = out;
    }

    List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public void columns(List<ResultColumn> found) throws IOException {
        columns = found;
        line(found.stream().map(column -> quoted(column.name())).collect(Collectors.joining(",")));
    }

    @Override
    public boolean row(List<@Nullable Object> row) throws IOException {
        line(row.stream().map(CsvRows::field).collect(Collectors.joining(",")));
        return true;
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write("\r\n");
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Number || value instanceof Boolean
                ? value.toString()
                : quoted(
                        JsonRows.tree(value).isTextual()
                                ? value.toString()
                                : JsonRows.tree(value).toString());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}

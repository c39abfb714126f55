package io.callstream.console.sql;

import io.callstream.sql.query.ResultColumn;
import io.callstream.sql.query.SheetText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as comma-separated values (RFC 4180); a value that is not there is an empty field, an empty text a quoted one. Of those for people,
 * who open them in a spreadsheet, no text begins like a formula. For one thread.
 */
final class CsvRows implements RowTaker {
    private final Writer out;
    private final UnaryOperator<String> texts;
    private List<ResultColumn> columns = List.of();

    private CsvRows(Writer out, UnaryOperator<String> texts) {
        this.out = out;
        this.texts = texts;
    }

    static CsvRows exact(Writer out) {
        return new CsvRows(out, text -> text);
    }

    static CsvRows forPeople(Writer out) {
        return new CsvRows(out, SheetText::plain);
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
        line(row.stream().map(this::field).collect(Collectors.joining(",")));
        return true;
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write("\r\n");
    }

    private String field(@Nullable Object value) {
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

    private String quoted(String text) {
        return '"' + texts.apply(text).replace("\"", "\"\"") + '"';
    }
}

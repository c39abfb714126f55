package io.callstream.cli.rows;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as RFC 4180 has them. */
final class CsvWriter implements RowWriter {
    private final RowOutput out;

    CsvWriter(RowOutput out) {
        this.out = out;
    }

    @Override
    public void begin(List<RowColumn> columns) {
        out.line(columns.stream().map(column -> field(column.name())).collect(Collectors.joining(",")));
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        out.line(values.stream().map(value -> field(CellText.plain(value, ""))).collect(Collectors.joining(",")));
    }

    private static String field(String text) {
        boolean quote = text.chars().anyMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r');
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    @Override
    public void end() {
        out.flush();
    }
}

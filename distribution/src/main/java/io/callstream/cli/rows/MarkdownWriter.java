package io.callstream.cli.rows;

import io.callstream.cli.text.Printable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as a table in Markdown. */
final class MarkdownWriter implements RowWriter {
    private final RowOutput out;

    MarkdownWriter(RowOutput out) {
        this.out = out;
    }

    @Override
    public void begin(List<RowColumn> columns) {
        out.line(columns.stream().map(column -> cell(column.name())).collect(Collectors.joining(" | ", "| ", " |")));
        out.line(columns.stream()
                .map(column -> column.numeric() ? "---:" : "---")
                .collect(Collectors.joining(" | ", "| ", " |")));
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        out.line(values.stream()
                .map(value -> cell(CellText.plain(value, "")))
                .collect(Collectors.joining(" | ", "| ", " |")));
    }

    private static String cell(String text) {
        return Printable.of(text.replaceAll("\\R", " ")).replace("\\", "\\\\").replace("|", "\\|");
    }

    @Override
    public void end() {
        out.flush();
    }
}

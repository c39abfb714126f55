package io.callstream.cli.rows;

import io.callstream.cli.text.Printable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a table. Widths follow from the first rows; on a terminal the widest columns are cut until the table fits, and where not even
 * that helps, each row is shown with a line for each column.
 */
final class TableWriter implements RowWriter {
    private static final int MEASURED = 1_000;

    private final RowOutput out;
    private final List<List<String>> waiting = new ArrayList<>();
    private List<RowColumn> columns = List.of();
    private @Nullable TableLayout layout;
    private long rows;

    TableWriter(RowOutput out) {
        this.out = out;
    }

    @Override
    public void begin(List<RowColumn> all) {
        columns = all;
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        List<String> cells = new ArrayList<>(values.size());
        values.forEach(value -> cells.add(Printable.of(CellText.plain(value, "NULL"))));
        rows++;
        TableLayout known = layout;
        if (known == null && waiting.size() < MEASURED) {
            waiting.add(cells);
        } else {
            release().row(cells, rows).forEach(out::line);
        }
    }

    @Override
    public void end() {
        release();
        out.line("(" + rows + (rows == 1 ? " row)" : " rows)"));
        out.flush();
    }

    /** Writes what has waited for the widths. */
    private TableLayout release() {
        TableLayout known = layout;
        if (known == null) {
            known = TableLayout.of(columns, waiting, out.width());
            layout = known;
            known.head().forEach(out::line);
            for (int i = 0; i < waiting.size(); i++) {
                known.row(waiting.get(i), i + 1).forEach(out::line);
            }
            waiting.clear();
        }
        return known;
    }
}

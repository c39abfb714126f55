package io.callstream.cli.rows;

import io.callstream.cli.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the columns of a table stand. */
final class TableLayout {
    private static final String BETWEEN = " | ";
    private static final int NARROWEST = 6;

    private final List<RowColumn> columns;
    private final int[] widths;
    private final boolean expanded;
    private final int terminal;

    private TableLayout(List<RowColumn> columns, int[] widths, boolean expanded, int terminal) {
        this.columns = columns;
        this.widths = widths;
        this.expanded = expanded;
        this.terminal = terminal;
    }

    /** @param terminal how wide the table may be; 0 for any width */
    static TableLayout of(List<RowColumn> columns, List<List<String>> rows, int terminal) {
        int[] widths = columns.stream()
                .mapToInt(column -> DisplayWidth.of(name(column)))
                .toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        int room = terminal - BETWEEN.length() * Math.max(0, widths.length - 1);
        boolean expanded = terminal > 0 && !shrink(widths, room);
        return new TableLayout(columns, widths, expanded, terminal);
    }

    private static String name(RowColumn column) {
        return Printable.of(column.name());
    }

    /** @return whether the widths fit now */
    private static boolean shrink(int[] widths, int room) {
        int total = Arrays.stream(widths).sum();
        while (total > room) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return false;
            }
            widths[widest]--;
            total--;
        }
        return true;
    }

    List<String> head() {
        if (expanded || columns.isEmpty()) {
            return List.of();
        }
        List<String> names = columns.stream().map(TableLayout::name).toList();
        String rule =
                String.join("-+-", Arrays.stream(widths).mapToObj("-"::repeat).toList());
        return List.of(aligned(names), rule);
    }

    /** @param number the row's, from 1 */
    List<String> row(List<String> cells, long number) {
        return expanded ? record(cells, number) : List.of(aligned(cells));
    }

    private String aligned(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? "" : BETWEEN)
                    .append(DisplayWidth.fitted(
                            cells.get(i), widths[i], columns.get(i).numeric()));
        }
        return line.toString().stripTrailing();
    }

    private List<String> record(List<String> cells, long number) {
        int names = columns.stream()
                .mapToInt(column -> DisplayWidth.of(name(column)))
                .max()
                .orElse(0);
        int room = Math.max(NARROWEST, terminal - names - BETWEEN.length());
        List<String> lines = new ArrayList<>();
        lines.add("-[ " + number + " ]" + "-".repeat(Math.max(0, Math.min(terminal, 40) - 6)));
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String shown =
                    DisplayWidth.of(cell) > room ? DisplayWidth.cut(cell, room).stripTrailing() : cell;
            lines.add(DisplayWidth.fitted(name(columns.get(i)), names, false) + BETWEEN + shown);
        }
        return lines;
    }
}

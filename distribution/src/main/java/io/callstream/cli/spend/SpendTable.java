package io.callstream.cli.spend;

import io.callstream.cli.text.Printable;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lines for people: dollars, and the numbers that matter most. */
final class SpendTable {
    private static final int WIDEST = 40;
    private static final int NANO_DIGITS = 9;
    private static final String NANO = "_nano_usd";
    private static final String UNPRICED = "unpriced_calls";

    private final Sheet sheet;
    private final List<List<String>> rows = new ArrayList<>();

    SpendTable(Sheet sheet) {
        this.sheet = sheet;
        List<String> head = new ArrayList<>(sheet.texts());
        sheet.shown().forEach(name -> head.add(name.replace(NANO, "_usd")));
        rows.add(head.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        sheet.rows().forEach(row -> rows.add(cells(row)));
    }

    private List<String> cells(Sheet.Row row) {
        List<String> cells = new ArrayList<>();
        row.texts().forEach(text -> cells.add(shown(text)));
        for (String name : sheet.shown()) {
            long number = row.numbers().get(sheet.numbers().indexOf(name));
            cells.add(
                    name.endsWith(NANO)
                            ? BigDecimal.valueOf(number, NANO_DIGITS).toPlainString()
                            : Long.toString(number));
        }
        return cells;
    }

    private static String shown(@Nullable String text) {
        String printable = Printable.of(text);
        return printable.length() <= WIDEST ? printable : printable.substring(0, WIDEST - 1) + "…";
    }

    void print(PrintWriter out) {
        if (sheet.rows().isEmpty()) {
            out.println("nothing was spent in that time, or analytics has not come that far");
            return;
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(padded(
                        row.get(column), width(column), column < sheet.texts().size()));
            }
            out.println(line.toString().stripTrailing());
        }
        if (unpriced()) {
            out.println("note: some calls are of models without a known price; --format json counts them");
        }
    }

    private boolean unpriced() {
        int column = sheet.numbers().indexOf(UNPRICED);
        return column >= 0
                && sheet.rows().stream().anyMatch(row -> row.numbers().get(column) > 0);
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width, boolean left) {
        String space = " ".repeat(width - text.length());
        return (left ? text + space : space + text) + "  ";
    }
}

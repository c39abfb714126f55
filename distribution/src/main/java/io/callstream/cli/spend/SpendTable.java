package io.callstream.cli.spend;

import io.callstream.analytics.report.Amounts;
import io.callstream.analytics.report.SpendColumn;
import io.callstream.analytics.report.SpendLine;
import io.callstream.cli.text.Printable;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines for people: dollars, and the numbers that matter most. */
final class SpendTable {
    private static final int WIDEST = 40;
    private static final int NANO_DIGITS = 9;
    private static final List<String> SHOWN =
            List.of("COST_USD", "CALLS", "FAILURES", "PROMPT_TOKENS", "COMPLETION_TOKENS", "TOTAL_TOKENS");

    private final List<SpendColumn> by;
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean unpriced;

    SpendTable(List<SpendColumn> by, List<SpendLine> lines) {
        this.by = by;
        List<String> head = new ArrayList<>();
        by.forEach(column -> head.add(column.column().toUpperCase(Locale.ROOT)));
        head.addAll(SHOWN);
        rows.add(head);
        lines.forEach(line -> rows.add(row(line)));
        this.unpriced = lines.stream().anyMatch(line -> line.amounts().unpricedCalls() > 0);
    }

    private static List<String> row(SpendLine line) {
        List<String> row = new ArrayList<>();
        line.by().values().forEach(value -> row.add(value == null ? "-" : cut(Printable.of(value))));
        Amounts amounts = line.amounts();
        row.add(BigDecimal.valueOf(amounts.costNanoUsd(), NANO_DIGITS).toPlainString());
        row.add(Long.toString(amounts.calls()));
        row.add(Long.toString(amounts.failures()));
        row.add(Long.toString(amounts.tokens().prompt()));
        row.add(Long.toString(amounts.tokens().completion()));
        row.add(Long.toString(amounts.tokens().total()));
        return row;
    }

    private static String cut(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }

    void print(PrintWriter out) {
        if (rows.size() == 1) {
            out.println("nothing was spent in that time, or analytics has not come that far");
            return;
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(padded(row.get(column), width(column), column < by.size()));
            }
            out.println(line.toString().stripTrailing());
        }
        if (unpriced) {
            out.println("note: some calls are of models without a known price; --format json counts them");
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width, boolean left) {
        String space = " ".repeat(width - text.length());
        return (left ? text + space : space + text) + "  ";
    }
}

package io.callstream.cli.spend;

import io.callstream.analytics.report.Amounts;
import io.callstream.analytics.report.SpendColumn;
import io.callstream.analytics.report.SpendLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines to be shown.
 *
 * @param texts names of the columns that lines are kept apart by
 * @param numbers names of the amounts
 * @param shown those of the amounts that people look at first
 */
record Sheet(List<String> texts, List<String> numbers, List<String> shown, List<Row> rows) {
    private static final List<String> FIRST =
            List.of("cost_nano_usd", "calls", "failures", "prompt_tokens", "completion_tokens", "total_tokens");
    private static final List<String> COMPARED =
            List.of("cost_nano_usd", "other_cost_nano_usd", "difference_nano_usd", "calls", "other_calls");

    Sheet {
        rows = List.copyOf(rows);
    }

    /** One line; texts are null where calls have none. */
    record Row(List<@Nullable String> texts, List<Long> numbers) {}

    /** The lines of a report. */
    static Sheet of(List<SpendColumn> by, List<SpendLine> lines) {
        List<Row> rows = lines.stream()
                .map(line -> new Row(
                        new ArrayList<>(line.by().values()),
                        List.copyOf(line.amounts().named().values())))
                .toList();
        return new Sheet(by.stream().map(SpendColumn::column).toList(), Amounts.names(), FIRST, rows);
    }

    /** Two ledgers side by side, and what the second one has more. */
    static Sheet compared(List<SpendColumn> by, List<SpendLine> lines, List<SpendLine> others) {
        Map<List<@Nullable String>, List<Long>> rows = new LinkedHashMap<>();
        lines.forEach(line -> {
            List<Long> numbers = amounts(rows, line);
            numbers.set(0, line.amounts().costNanoUsd());
            numbers.set(3, line.amounts().calls());
        });
        others.forEach(line -> {
            List<Long> numbers = amounts(rows, line);
            numbers.set(1, line.amounts().costNanoUsd());
            numbers.set(4, line.amounts().calls());
        });
        List<Row> compared = new ArrayList<>();
        rows.forEach((texts, numbers) -> {
            numbers.set(2, numbers.get(1) - numbers.get(0));
            compared.add(new Row(texts, List.copyOf(numbers)));
        });
        return new Sheet(by.stream().map(SpendColumn::column).toList(), COMPARED, COMPARED, compared);
    }

    private static List<Long> amounts(Map<List<@Nullable String>, List<Long>> rows, SpendLine line) {
        return rows.computeIfAbsent(
                new ArrayList<>(line.by().values()), texts -> new ArrayList<>(List.of(0L, 0L, 0L, 0L, 0L)));
    }
}

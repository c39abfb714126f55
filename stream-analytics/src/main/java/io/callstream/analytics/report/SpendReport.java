package io.callstream.analytics.report;

import io.callstream.events.SpendRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds up rows of the ledger. Each row's latest state is added once; whoever reads a topic keeps the last record of each key
 * first. For one thread.
 */
public final class SpendReport {
    private final List<SpendColumn> by;
    private final String ledger;
    private final String firstDay;
    private final String lastDay;
    private final Map<List<@Nullable String>, Amounts> lines = new LinkedHashMap<>();

    /**
     * @param by what the lines are kept apart by; none is one line for everything
     * @param ledger version of the ledger
     * @param from days that end before this are left out; empty for all there are
     * @param to days that begin at this or later are left out
     */
    public SpendReport(List<SpendColumn> by, String ledger, Optional<Instant> from, Optional<Instant> to) {
        this.by = List.copyOf(by);
        this.ledger = ledger;
        this.firstDay = from.map(SpendReport::day).orElse("");
        this.lastDay = to.map(end -> day(end.minusNanos(1))).orElse("9999");
    }

    private static String day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    /** Whether a row belongs to the report. */
    public boolean covers(SpendRecord row) {
        return row.getLedgerVersion().equals(ledger)
                && row.getDay().compareTo(firstDay) >= 0
                && row.getDay().compareTo(lastDay) <= 0;
    }

    /** Adds a row, unless it lies outside. A row with several tags counts for each of them where lines are kept by tag. */
    public void add(SpendRecord row) {
        if (covers(row)) {
            add(row, 0, new ArrayList<>());
        }
    }

    private void add(SpendRecord row, int column, List<@Nullable String> values) {
        if (column == by.size()) {
            lines.merge(new ArrayList<>(values), Amounts.of(row), Amounts::plus);
            return;
        }
        for (String value : by.get(column).values(row)) {
            values.add(value);
            add(row, column + 1, values);
            values.remove(values.size() - 1);
        }
    }

    /** The lines: by day where that was asked for, else the most expensive first. */
    public List<SpendLine> lines() {
        Comparator<SpendLine> order = Comparator.comparing(
                        (SpendLine line) -> String.valueOf(line.by().getOrDefault(SpendColumn.DAY.column(), "")))
                .thenComparing(line -> -line.amounts().costNanoUsd())
                .thenComparing(line -> String.valueOf(line.by()));
        return lines.entrySet().stream()
                .map(line -> new SpendLine(named(line.getKey()), line.getValue()))
                .sorted(order)
                .toList();
    }

    private Map<String, @Nullable String> named(List<@Nullable String> values) {
        Map<String, @Nullable String> named = new LinkedHashMap<>();
        for (int i = 0; i < by.size(); i++) {
            named.put(by.get(i).column(), values.get(i));
        }
        return named;
    }
}

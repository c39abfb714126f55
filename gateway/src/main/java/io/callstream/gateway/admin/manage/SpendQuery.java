package io.callstream.gateway.admin.manage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of the ledger that a request asks for, and sums of them. */
record SpendQuery(SpendBook book) {
    private static final String FIRST_DAY = "0000-00-00";
    static final String LAST_DAY = "9999-99-99";

    /** Those of the days that it names; of all days that it does not bound. */
    List<SpendBook.Row> rows(Ask ask) {
        return book.rows(day(ask, "start_date", FIRST_DAY), day(ask, "end_date", LAST_DAY));
    }

    /** Both days have to be named. */
    List<SpendBook.Row> bounded(Ask ask) {
        if (ask.text("start_date") == null || ask.text("end_date") == null) {
            throw ManagementException.bad("Please provide start_date and end_date", "start_date");
        }
        return rows(ask);
    }

    static String day(Ask ask, String name, String otherwise) {
        String said = ask.text(name);
        if (said == null) {
            return otherwise;
        }
        try {
            return LocalDate.parse(said).toString();
        } catch (DateTimeParseException e) {
            throw ManagementException.bad(name + " is not what it must be (expected such as 2026-11-26)", name);
        }
    }

    /** Those of one owner; all when nobody is named. */
    static List<SpendBook.Row> of(List<SpendBook.Row> rows, SpendBook.Of of, @Nullable String id) {
        return id == null
                ? rows
                : rows.stream().filter(row -> id.equals(row.owners().get(of))).toList();
    }

    /** Those of calls that had a tag. */
    static List<SpendBook.Row> ofTag(List<SpendBook.Row> rows, String tag) {
        return rows.stream().filter(row -> row.tags().contains(tag)).toList();
    }

    /** A key that a request names by itself or by its hash, as its hash. */
    static @Nullable String key(Ask ask, String name) {
        String named = ask.text(name);
        return named == null ? null : KeySecrets.hash(named);
    }

    /** Rows by what they have in common, sorted by it; those that have it not are under {@code otherwise}. */
    static Map<String, List<SpendBook.Row>> by(
            List<SpendBook.Row> rows, Function<SpendBook.Row, @Nullable String> what, String otherwise) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> {
                            String value = what.apply(row);
                            return value == null ? otherwise : value;
                        },
                        TreeMap::new,
                        Collectors.toList()));
    }

    static Map<String, List<SpendBook.Row>> byTag(List<SpendBook.Row> rows) {
        Map<String, List<SpendBook.Row>> tags = new TreeMap<>();
        rows.forEach(row -> row.tags()
                .forEach(tag ->
                        tags.computeIfAbsent(tag, none -> new ArrayList<>()).add(row)));
        return tags;
    }

    static SpendSum sum(List<SpendBook.Row> rows) {
        return rows.stream().map(SpendBook.Row::sum).reduce(SpendSum.NONE, SpendSum::plus);
    }

    static BigDecimal dollars(List<SpendBook.Row> rows) {
        return EntitySpending.dollars(sum(rows).nanoUsd());
    }

    /** What was spent by what, in US dollars. */
    static Map<String, Object> dollars(Map<String, List<SpendBook.Row>> groups) {
        Map<String, Object> sums = new LinkedHashMap<>();
        groups.forEach((name, rows) -> sums.put(name, dollars(rows)));
        return sums;
    }
}

package io.callstream.gateway.admin.manage;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.server.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /provider/budgets}: what providers may cost, and what they have cost in the period of now, by whole days. */
record ProviderBudgetPages(Map<String, Budget> budgets, SpendBook book, Clock clock) {
    Page all() {
        Map<String, Object> providers = new LinkedHashMap<>();
        new TreeMap<>(budgets).forEach((name, budget) -> providers.put(name, row(name, budget)));
        return Answers.json(Map.of("providers", providers));
    }

    private Map<String, Object> row(String provider, Budget budget) {
        Instant now = clock.instant();
        Instant reset = budget.resetAt(now);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("budget_limit", dollars(budget.limitNanoUsd()));
        row.put("time_period", budget.period() == null ? null : budget.period().toString());
        row.put("spend", SpendQuery.dollars(rows(provider, budget.since(now), now)));
        row.put("budget_reset_at", reset == null ? null : reset.toString());
        return row;
    }

    private static @Nullable Object dollars(@Nullable Long nanoUsd) {
        return nanoUsd == null ? null : EntitySpending.dollars(nanoUsd);
    }

    private List<SpendBook.Row> rows(String provider, Instant from, Instant to) {
        return book.rows(day(from), day(to)).stream()
                .filter(row -> Objects.equals(provider, row.provider()))
                .toList();
    }

    private static String day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }
}

package io.callstream.gateway.admin.manage;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.server.Page;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /spend/logs} and {@code /global/spend/logs}: days, as LiteLLM sums them. Rows of single calls are no part of what a gateway
 * keeps; who asks for them gets their place.
 */
final class SpendLogs {
    private static final String NOT_KEPT =
            "This gateway keeps what was spent by day, not rows of single calls. Give start_date"
                    + " and end_date (and not summarize=false or request_id) for sums by day, with api_key or user_id if you like. Rows of"
                    + " calls are in the events: callstream sql \"SELECT * FROM successes WHERE call_id = '...'\", or the table of the"
                    + " sink postgres.";
    private static final int DAYS = 30;
    private static final int MOST_PADDED = 366;

    private final SpendQuery query;
    private final Records records;

    SpendLogs(SpendQuery query, Records records) {
        this.query = query;
        this.records = records;
    }

    /** By day, each with what keys, users and models have spent, until the last day that was asked for. */
    Page days(Ask ask) {
        boolean bounded = ask.text("start_date") != null && ask.text("end_date") != null;
        if (!bounded || "false".equalsIgnoreCase(ask.text("summarize")) || ask.text("request_id") != null) {
            throw notKept();
        }
        List<SpendBook.Row> rows = SpendQuery.of(query.rows(ask), SpendBook.Of.KEY, SpendQuery.key(ask, "api_key"));
        rows = SpendQuery.of(rows, SpendBook.Of.USER, ask.text("user_id"));
        List<Object> days = new ArrayList<>();
        Map<String, List<SpendBook.Row>> byDay = SpendQuery.by(rows, SpendBook.Row::day, "");
        byDay.forEach((day, its) -> days.add(day(day, its)));
        pad(days, byDay.keySet().stream().reduce(null, (one, other) -> other), ask);
        return Answers.json(days);
    }

    private static Map<String, Object> day(String day, List<SpendBook.Row> rows) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.putAll(SpendQuery.dollars(
                SpendQuery.by(rows.stream().filter(row -> key(row) != null).toList(), SpendLogs::key, "")));
        answer.put("startTime", day);
        answer.put("spend", SpendQuery.dollars(rows));
        answer.put(
                "users",
                SpendQuery.dollars(SpendQuery.by(rows, row -> row.owners().get(SpendBook.Of.USER), "")));
        answer.put("models", SpendQuery.dollars(SpendQuery.by(rows, SpendBook.Row::model, "")));
        return answer;
    }

    private static @Nullable String key(SpendBook.Row row) {
        return row.owners().get(SpendBook.Of.KEY);
    }

    /** LiteLLM fills the days behind the last one with zeros, for charts; nobody draws more than a year of nothing. */
    private static void pad(List<Object> days, @Nullable String last, Ask ask) {
        if (last == null) {
            return;
        }
        LocalDate begin = LocalDate.parse(last);
        LocalDate end = LocalDate.parse(SpendQuery.day(ask, "end_date", last));
        LocalDate most = begin.plusDays(MOST_PADDED);
        for (LocalDate day = begin.plusDays(1); !day.isAfter(end) && !day.isAfter(most); day = day.plusDays(1)) {
            Map<String, Object> empty = new LinkedHashMap<>();
            empty.put("startTime", day.toString());
            empty.put("spend", 0L);
            empty.put("users", Map.of());
            empty.put("models", Map.of());
            days.add(empty);
        }
    }

    /** The last thirty days, of all or of one key. */
    Page month(Ask ask) {
        LocalDate today = LocalDate.ofInstant(records.now(), ZoneOffset.UTC);
        List<SpendBook.Row> rows = query.book().rows(today.minusDays(DAYS).toString(), today.toString());
        String key = SpendQuery.key(ask, "api_key");
        List<Object> days = new ArrayList<>();
        SpendQuery.by(SpendQuery.of(rows, SpendBook.Of.KEY, key), SpendBook.Row::day, "")
                .forEach((day, its) -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("date", day);
                    row.put("spend", SpendQuery.dollars(its));
                    if (key != null) {
                        row.put("api_key", key);
                    }
                    days.add(row);
                });
        return Answers.json(days);
    }

    /** {@code /spend/logs/v2} and the pages of LiteLLM's console. */
    Page rows(Ask ask) {
        throw notKept();
    }

    private static ManagementException notKept() {
        return new ManagementException(new CallError(GatewayError.CALLS_NOT_KEPT, NOT_KEPT));
    }
}

package io.callstream.console.overview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import io.callstream.events.AlertRecord;
import io.callstream.events.SpendRecord;
import io.callstream.events.WindowRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds rows up for the overview; the same question is answered once in some seconds, however many ask. Safe for use by several threads. */
public final class OverviewReport {
    private static final long FRESH_MILLIS = 2_500;
    private static final int MOST_GROUPS = 12;
    private static final int MOST_ALERTS = 50;

    private final Figures figures;
    private final Clock clock;
    private final Map<Asked, Known> known = new HashMap<>();

    public OverviewReport(Figures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    private record Asked(int minutes, Dimension by) {}

    private record Known(long at, ObjectNode report) {}

    synchronized ObjectNode report(int minutes, Dimension by) {
        Asked asked = new Asked(minutes, by);
        Known latest = known.get(asked);
        long now = clock.millis();
        if (latest != null && now - latest.at() < FRESH_MILLIS) {
            return latest.report();
        }
        known.values().removeIf(each -> now - each.at() > FRESH_MILLIS);
        ObjectNode report = made(minutes, by, Instant.ofEpochMilli(now));
        known.put(asked, new Known(now, report));
        return report;
    }

    /** Points are a minute apart, or so far that no more than some 100 of them are shown. */
    private static int step(int minutes) {
        return Stream.of(1, 5, 15, 30)
                .filter(step -> minutes / step <= 100)
                .findFirst()
                .orElse(60);
    }

    private ObjectNode made(int minutes, Dimension by, Instant now) {
        long step = Duration.ofMinutes(step(minutes)).toMillis();
        long first = Math.floorDiv(now.minus(Duration.ofMinutes(minutes)).toEpochMilli(), step) * step + step;
        int count = (int) ((now.toEpochMilli() - first) / step) + 1;
        Rows rows = new Rows(figures.windows(Instant.ofEpochMilli(first)), UnpricedModels.of(figures.spend()));
        ObjectNode json = Json.object();
        json.put("known", figures.known()).put("step_seconds", step / 1000).put("by_filter", by.filter());
        json.set("points", points(rows, first, step, count));
        Sum all = new Sum();
        rows.windows().forEach(row -> rows.add(all, row));
        json.set("total", all.json());
        json.set("groups", groups(rows, by));
        json.set("spenders", spenders(by, now));
        json.set("alerts", alerts());
        return json;
    }

    private record Rows(List<WindowRecord> windows, UnpricedModels unpriced) {
        void add(Sum sum, WindowRecord row) {
            sum.add(row, !unpriced.has(row));
        }
    }

    private static ArrayNode points(Rows rows, long first, long step, int count) {
        Sum[] sums = new Sum[count];
        for (WindowRecord row : rows.windows()) {
            int at = (int) ((row.getWindowStart().toEpochMilli() - first) / step);
            if (at >= 0 && at < count) {
                sums[at] = sums[at] == null ? new Sum() : sums[at];
                rows.add(sums[at], row);
            }
        }
        ArrayNode points = Json.array();
        for (int i = 0; i < count; i++) {
            points.add((sums[i] == null ? new Sum() : sums[i]).json().put("time", first + i * step));
        }
        return points;
    }

    private static ArrayNode groups(Rows rows, Dimension by) {
        Map<String, Sum> sums = new HashMap<>();
        rows.windows().forEach(row -> rows.add(sums.computeIfAbsent(by.of(row), name -> new Sum()), row));
        ArrayNode groups = Json.array();
        sums.entrySet().stream()
                .sorted((one, other) ->
                        Long.compare(other.getValue().calls(), one.getValue().calls()))
                .limit(MOST_GROUPS)
                .forEach(entry -> groups.add(entry.getValue().json().put("name", entry.getKey())));
        return groups;
    }

    /** Of today, by the day of the ledger. */
    private ArrayNode spenders(Dimension by, Instant now) {
        String today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        Map<String, long[]> sums = new HashMap<>();
        for (SpendRecord row : figures.spend()) {
            if (row.getDay().equals(today)) {
                long[] sum = sums.computeIfAbsent(by.of(row), name -> new long[3]);
                sum[0] += row.getCostNanoUsd();
                sum[1] += row.getCalls();
                sum[2] += row.getUnpricedCalls();
            }
        }
        ArrayNode spenders = Json.array();
        sums.entrySet().stream()
                .sorted((one, other) -> Long.compare(other.getValue()[0], one.getValue()[0]))
                .limit(MOST_GROUPS)
                .forEach(entry -> spenders.addObject()
                        .put("name", entry.getKey())
                        .put("cost_nano_usd", cost(entry.getValue()[0], entry.getValue()[2]))
                        .put("unpriced_calls", entry.getValue()[2])
                        .put("calls", entry.getValue()[1]));
        return spenders;
    }

    /** Null where no price is known: that is not nothing. */
    static @Nullable Long cost(long known, long unpriced) {
        return known == 0 && unpriced > 0 ? null : (Long) known;
    }

    private ArrayNode alerts() {
        ArrayNode alerts = Json.array();
        for (AlertRecord alert : figures.firing().stream().limit(MOST_ALERTS).toList()) {
            alerts.addObject()
                    .put("severity", alert.getSeverity())
                    .put("rule", alert.getRule())
                    .put("title", alert.getTitle())
                    .put("text", alert.getText())
                    .put("started_at", alert.getStartedAt().toEpochMilli())
                    .put("example_call_id", alert.getExampleCallId());
        }
        return alerts;
    }
}

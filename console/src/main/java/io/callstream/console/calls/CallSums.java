package io.callstream.console.calls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Figures of the latest calls: added up once a second for everybody who looks at the same. Safe for use by several threads. */
public final class CallSums {
    private static final Duration BACK = Duration.ofMinutes(15);
    private static final int BUCKETS = 90;
    private static final long FRESH_MILLIS = 1_000;
    private static final int MOST_KNOWN = 200;
    /** Calls a second are of the last minute. */
    private static final long MINUTE = 60_000;

    private final CallRing ring;
    private final Predicate<CallRow> shown;
    private final Supplier<String> trouble;
    private final Clock clock;
    private final Map<String, Known> known = new HashMap<>();

    /** @param trouble what keeps calls from coming; empty when nothing does */
    public CallSums(CallRing ring, Predicate<CallRow> shown, Supplier<String> trouble, Clock clock) {
        this.ring = ring;
        this.shown = shown;
        this.trouble = trouble;
        this.clock = clock;
    }

    private record Known(long at, ObjectNode sums) {}

    synchronized ObjectNode of(CallFilter filter) {
        long now = clock.millis();
        Known latest = known.get(filter.sql());
        if (latest != null && now - latest.at() < FRESH_MILLIS) {
            return latest.sums();
        }
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        ObjectNode sums = sum(filter, now);
        known.put(filter.sql(), new Known(now, sums));
        return sums;
    }

    private ObjectNode sum(CallFilter filter, long now) {
        long from = now - BACK.toMillis();
        List<CallRow> rows =
                ring.page(filter.and(shown).and(row -> row.startedAt() >= from), Optional.empty(), Integer.MAX_VALUE);
        long[][] buckets = new long[BUCKETS][3];
        for (CallRow row : rows) {
            int at = (int) Math.min(BUCKETS - 1, (row.startedAt() - from) * BUCKETS / BACK.toMillis());
            buckets[Math.max(0, at)][
                    row.outcome().equals("success") ? 0 : row.outcome().equals("failure") ? 1 : 2]++;
        }
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("buckets");
        for (long[] bucket : buckets) {
            list.add(Json.tree(bucket));
        }
        json.put("step_ms", BACK.toMillis() / BUCKETS).put("trouble", trouble.get());
        figures(json, rows, now);
        return json;
    }

    private static void figures(ObjectNode json, List<CallRow> rows, long now) {
        long failures =
                rows.stream().filter(row -> row.outcome().equals("failure")).count();
        long lately =
                rows.stream().filter(row -> row.startedAt() >= now - MINUTE).count();
        long[] durations = rows.stream()
                .filter(row -> row.outcome().equals("success"))
                .flatMap(row -> row.number(CallColumn.DURATION_US).stream())
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        json.put("calls", rows.size()).put("failures", failures);
        json.put("per_second", lately / (MINUTE / 1000.0));
        json.put("error_share", rows.isEmpty() ? 0 : (double) failures / rows.size());
        json.put(
                "cost_nano_usd",
                rows.stream()
                        .flatMap(row -> row.number(CallColumn.COST_NANO_USD).stream())
                        .reduce(Long::sum)
                        .orElse(null));
        json.put("p50_us", quantile(durations, 0.5)).put("p95_us", quantile(durations, 0.95));
    }

    private static @Nullable Long quantile(long[] sorted, double share) {
        return sorted.length == 0 ? null : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}

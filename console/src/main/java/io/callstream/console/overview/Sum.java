package io.callstream.console.overview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import io.callstream.events.WindowRecord;

/** Rows of minutes added up. For one thread. */
final class Sum {
    private final Quantiles durations = new Quantiles();
    private final Quantiles firstBytes = new Quantiles();
    private long calls;
    private long failures;
    private long tokens;
    private long cost;
    private long unpriced;
    private long cacheHits;

    /** @param priced whether a price is known for the row's model */
    void add(WindowRecord row, boolean priced) {
        unpriced += priced ? 0 : row.getCalls();
        calls += row.getCalls();
        failures += row.getFailures();
        tokens += row.getTotalTokens();
        cost += row.getCostNanoUsd();
        cacheHits += row.getCacheHits();
        durations.add(row.getDurationSketch());
        firstBytes.add(row.getTtftSketch());
    }

    long calls() {
        return calls;
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("calls", calls)
                .put("failures", failures)
                .put("tokens", tokens)
                .put("unpriced_calls", unpriced)
                .put("cache_hits", cacheHits);
        json.put("cost_nano_usd", OverviewReport.cost(cost, unpriced));
        json.put("p50_us", durations.at(0.5)).put("p95_us", durations.at(0.95)).put("p99_us", durations.at(0.99));
        json.put("ttft_p50_us", firstBytes.at(0.5)).put("ttft_p95_us", firstBytes.at(0.95));
        return json;
    }
}

package io.callstream.analytics.window;

import io.callstream.analytics.sketch.Distribution;
import io.callstream.analytics.sum.Sums;
import io.callstream.events.WindowRecord;
import java.util.Map;
import java.util.TreeMap;

/** How rows of the same minute add up. */
public final class WindowSums {
    private static final int MOST_CODES = 64;

    private WindowSums() {}

    /** Both together; percentiles are left to {@link #finish}. */
    public static WindowRecord sum(WindowRecord one, WindowRecord other) {
        WindowRecord sum = WindowRecord.newBuilder(one).build();
        sum.setKeyAlias(other.getKeyAlias());
        sum.setTeamId(other.getTeamId());
        sum.setCalls(one.getCalls() + other.getCalls());
        sum.setSuccesses(one.getSuccesses() + other.getSuccesses());
        failures(sum, one, other);
        sum.setCacheHits(one.getCacheHits() + other.getCacheHits());
        sum.setPromptTokens(Sums.of(one.getPromptTokens(), other.getPromptTokens()));
        sum.setCompletionTokens(Sums.of(one.getCompletionTokens(), other.getCompletionTokens()));
        sum.setTotalTokens(Sums.of(one.getTotalTokens(), other.getTotalTokens()));
        sum.setCostNanoUsd(Sums.of(one.getCostNanoUsd(), other.getCostNanoUsd()));
        sum.setDurationSumUs(Sums.of(one.getDurationSumUs(), other.getDurationSumUs()));
        sum.setDurationMaxUs(WindowRows.max(one.getDurationMaxUs(), other.getDurationMaxUs()));
        sum.setDurationSketch(Distribution.merged(one.getDurationSketch(), other.getDurationSketch()));
        sum.setTtftCalls(one.getTtftCalls() + other.getTtftCalls());
        sum.setTtftSketch(Distribution.merged(one.getTtftSketch(), other.getTtftSketch()));
        return sum;
    }

    private static void failures(WindowRecord sum, WindowRecord one, WindowRecord other) {
        sum.setFailures(one.getFailures() + other.getFailures());
        sum.setClientErrors(one.getClientErrors() + other.getClientErrors());
        sum.setGatewayErrors(one.getGatewayErrors() + other.getGatewayErrors());
        sum.setProviderErrors(one.getProviderErrors() + other.getProviderErrors());
        sum.setNetworkErrors(one.getNetworkErrors() + other.getNetworkErrors());
        sum.setRateLimited(one.getRateLimited() + other.getRateLimited());
        sum.setKeyRefused(one.getKeyRefused() + other.getKeyRefused());
        Map<String, String> errors = new TreeMap<>(one.getErrors());
        other.getErrors().forEach((code, count) -> {
            if (errors.size() < MOST_CODES || errors.containsKey(code)) {
                errors.merge(code, count, (a, b) -> Long.toString(Long.parseLong(a) + Long.parseLong(b)));
            }
        });
        sum.setErrors(errors);
    }

    /** The same row with the percentiles that its distributions have. */
    static WindowRecord finish(WindowRecord row) {
        WindowRecord finished = WindowRecord.newBuilder(row).build();
        if (row.getDurationSketch() != null) {
            Distribution durations = Distribution.read(row.getDurationSketch());
            durations.quantile(0.50).ifPresent(finished::setDurationP50Us);
            durations.quantile(0.90).ifPresent(finished::setDurationP90Us);
            durations.quantile(0.95).ifPresent(finished::setDurationP95Us);
            durations.quantile(0.99).ifPresent(finished::setDurationP99Us);
        }
        if (row.getTtftSketch() != null) {
            Distribution firsts = Distribution.read(row.getTtftSketch());
            firsts.quantile(0.50).ifPresent(finished::setTtftP50Us);
            firsts.quantile(0.90).ifPresent(finished::setTtftP90Us);
            firsts.quantile(0.95).ifPresent(finished::setTtftP95Us);
            firsts.quantile(0.99).ifPresent(finished::setTtftP99Us);
        }
        return finished;
    }
}

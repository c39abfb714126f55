package io.callstream.gateway.usage;

import io.callstream.gateway.telemetry.CallSeries;
import org.jspecify.annotations.Nullable;

/** Adds what calls used and cost to the metrics. */
public final class SpendMeters {
    private SpendMeters() {}

    /**
     * What one call used.
     *
     * @param cost null when no price is known
     */
    public static void note(CallSeries series, @Nullable Usage usage, @Nullable Cost cost) {
        if (usage == null) {
            return;
        }
        UsageDetails details = usage.details();
        series.used(usage.promptTokens(), usage.completionTokens());
        series.among(details.cacheRead(), details.cacheCreation(), details.reasoning());
        if (cost == null) {
            series.unpriced();
        } else {
            series.spent(cost.total());
        }
    }
}

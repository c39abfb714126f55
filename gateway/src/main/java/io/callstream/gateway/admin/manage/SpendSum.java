package io.callstream.gateway.admin.manage;

import io.callstream.events.SpendRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What calls were, together.
 *
 * @param failures those of the calls that ended badly
 * @param nanoUsd what they cost, in 10^-9 US dollars
 */
record SpendSum(long calls, long failures, long promptTokens, long completionTokens, long nanoUsd) {
    static final SpendSum NONE = new SpendSum(0, 0, 0, 0, 0);

    static SpendSum of(SpendRecord row) {
        return new SpendSum(
                row.getCalls(),
                row.getFailures(),
                row.getPromptTokens(),
                row.getCompletionTokens(),
                row.getCostNanoUsd());
    }

    SpendSum plus(SpendSum other) {
        return new SpendSum(
                calls + other.calls,
                failures + other.failures,
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                nanoUsd + other.nanoUsd);
    }

    long tokens() {
        return promptTokens + completionTokens;
    }

    /** As LiteLLM's pages of daily activity name them. */
    Map<String, Object> metrics() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("spend", EntitySpending.dollars(nanoUsd));
        metrics.put("prompt_tokens", promptTokens);
        metrics.put("completion_tokens", completionTokens);
        metrics.put("total_tokens", tokens());
        metrics.put("successful_requests", calls - failures);
        metrics.put("failed_requests", failures);
        metrics.put("api_requests", calls);
        return metrics;
    }
}

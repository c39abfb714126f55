package io.callstream.analytics.report;

import io.callstream.events.SpendRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What rows of the ledger come to. */
public record Amounts(long costNanoUsd, long calls, long failures, long unpricedCalls, Tokens tokens) {
    static final Amounts NONE = new Amounts(0, 0, 0, 0, new Tokens(0, 0, 0, 0, 0, 0));

    /** Tokens of all kinds. */
    public record Tokens(
            long prompt, long completion, long total, long cacheRead, long cacheCreation, long reasoning) {}

    /** The names that {@link #named} gives, in its order. */
    public static List<String> names() {
        return List.copyOf(NONE.named().keySet());
    }

    static Amounts of(SpendRecord row) {
        return new Amounts(
                row.getCostNanoUsd(),
                row.getCalls(),
                row.getFailures(),
                row.getUnpricedCalls(),
                new Tokens(
                        row.getPromptTokens(),
                        row.getCompletionTokens(),
                        row.getTotalTokens(),
                        row.getCacheReadTokens(),
                        row.getCacheCreationTokens(),
                        row.getReasoningTokens()));
    }

    Amounts plus(Amounts other) {
        return new Amounts(
                Math.addExact(costNanoUsd, other.costNanoUsd),
                calls + other.calls,
                failures + other.failures,
                unpricedCalls + other.unpricedCalls,
                new Tokens(
                        tokens.prompt + other.tokens.prompt,
                        tokens.completion + other.tokens.completion,
                        tokens.total + other.tokens.total,
                        tokens.cacheRead + other.tokens.cacheRead,
                        tokens.cacheCreation + other.tokens.cacheCreation,
                        tokens.reasoning + other.tokens.reasoning));
    }

    /** Under the names that reports show them by, in order. */
    public Map<String, Long> named() {
        Map<String, Long> named = new LinkedHashMap<>();
        named.put("cost_nano_usd", costNanoUsd);
        named.put("calls", calls);
        named.put("failures", failures);
        named.put("unpriced_calls", unpricedCalls);
        named.put("prompt_tokens", tokens.prompt);
        named.put("completion_tokens", tokens.completion);
        named.put("total_tokens", tokens.total);
        named.put("cache_read_tokens", tokens.cacheRead);
        named.put("cache_creation_tokens", tokens.cacheCreation);
        named.put("reasoning_tokens", tokens.reasoning);
        return named;
    }
}

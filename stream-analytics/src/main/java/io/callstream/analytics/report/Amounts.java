package io.callstream.analytics.report;

import io.callstream.analytics.sum.Sums;
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
                Sums.of(costNanoUsd, other.costNanoUsd),
                Sums.of(calls, other.calls),
                Sums.of(failures, other.failures),
                Sums.of(unpricedCalls, other.unpricedCalls),
                new Tokens(
                        Sums.of(tokens.prompt, other.tokens.prompt),
                        Sums.of(tokens.completion, other.tokens.completion),
                        Sums.of(tokens.total, other.tokens.total),
                        Sums.of(tokens.cacheRead, other.tokens.cacheRead),
                        Sums.of(tokens.cacheCreation, other.tokens.cacheCreation),
                        Sums.of(tokens.reasoning, other.tokens.reasoning)));
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

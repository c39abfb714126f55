package io.callstream.sink.langfuse;

import io.callstream.sink.otlp.span.CallEnd;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tokens and cost in Langfuse's buckets, which must not overlap: cached tokens are taken out of the prompt's, reasoning out of
 * the completion's. Each is a JSON object as text.
 */
final class Usage {
    private static final int NANO_DIGITS = 9;

    private Usage() {}

    static Optional<String> details(CallEnd call) {
        Map<String, String> buckets = new LinkedHashMap<>();
        call.number("prompt_tokens")
                .ifPresent(prompt -> put(
                        buckets,
                        "input",
                        prompt
                                - or0(call, "cache_read_tokens")
                                - or0(call, "cache_creation_tokens")
                                - or0(call, "prompt_audio_tokens")));
        positive(call, "cache_read_tokens", buckets, "input_cached_tokens");
        positive(call, "cache_creation_tokens", buckets, "input_cache_creation");
        positive(call, "prompt_audio_tokens", buckets, "input_audio_tokens");
        call.number("completion_tokens")
                .ifPresent(completion -> put(
                        buckets,
                        "output",
                        completion - or0(call, "reasoning_tokens") - or0(call, "completion_audio_tokens")));
        positive(call, "reasoning_tokens", buckets, "output_reasoning_tokens");
        positive(call, "completion_audio_tokens", buckets, "output_audio_tokens");
        call.number("total_tokens").ifPresent(total -> put(buckets, "total", total));
        return json(buckets);
    }

    static Optional<String> cost(CallEnd call) {
        Map<String, String> parts = new LinkedHashMap<>();
        dollars(call, "input_cost_nano_usd", parts, "input");
        dollars(call, "cache_cost_nano_usd", parts, "input_cached_tokens");
        dollars(call, "output_cost_nano_usd", parts, "output");
        dollars(call, "cost_nano_usd", parts, "total");
        return json(parts);
    }

    private static void dollars(CallEnd call, String column, Map<String, String> parts, String name) {
        call.number(column)
                .ifPresent(nano ->
                        parts.put(name, BigDecimal.valueOf(nano, NANO_DIGITS).toPlainString()));
    }

    private static void positive(CallEnd call, String column, Map<String, String> buckets, String name) {
        call.number(column).filter(tokens -> tokens > 0).ifPresent(tokens -> put(buckets, name, tokens));
    }

    /** Providers that count cached tokens beside the prompt's would make a bucket negative. */
    private static void put(Map<String, String> buckets, String name, long tokens) {
        buckets.put(name, Long.toString(Math.max(0, tokens)));
    }

    private static long or0(CallEnd call, String column) {
        return call.number(column).orElse(0L);
    }

    private static Optional<String> json(Map<String, String> numbers) {
        return numbers.isEmpty()
                ? Optional.empty()
                : Optional.of(numbers.entrySet().stream()
                        .map(entry -> '"' + entry.getKey() + "\":" + entry.getValue())
                        .collect(Collectors.joining(",", "{", "}")));
    }
}

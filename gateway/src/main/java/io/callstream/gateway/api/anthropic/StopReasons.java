package io.callstream.gateway.api.anthropic;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Ends and usage of answers in Anthropic's words. */
final class StopReasons {
    private StopReasons() {}

    /** @param finish in OpenAI's words; null when the answer did not say how it ended */
    static String of(@Nullable String finish) {
        return switch (finish == null ? "stop" : finish) {
            case "length" -> "max_tokens";
            case "tool_calls", "function_call" -> "tool_use";
            case "content_filter" -> "refusal";
            default -> "end_turn";
        };
    }

    /** The prompt is recorded without what its cache did. */
    static JsonObject usage(Delta.@Nullable Tokens tokens) {
        if (tokens == null) {
            return new JsonObject().with("input_tokens", 0).with("output_tokens", 0);
        }
        long read = Math.max(0, tokens.cacheRead());
        long created = Math.max(0, tokens.cacheCreation());
        JsonObject usage = new JsonObject()
                .with("input_tokens", Math.max(0, tokens.prompt() - read - created))
                .with("cache_creation_input_tokens", created)
                .with("cache_read_input_tokens", read);
        long kept = Math.min(tokens.special().cacheCreationLong(), created);
        if (kept > 0) {
            usage.with(
                    "cache_creation",
                    new JsonObject()
                            .with("ephemeral_5m_input_tokens", created - kept)
                            .with("ephemeral_1h_input_tokens", kept));
        }
        return usage.with("output_tokens", tokens.completion()).with(TierWords.OPENAIS, tier(tokens.tier()));
    }

    private static @Nullable String tier(@Nullable String openAis) {
        return "default".equals(openAis) ? "standard" : openAis;
    }
}

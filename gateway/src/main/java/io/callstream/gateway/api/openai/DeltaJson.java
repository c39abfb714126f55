package io.callstream.gateway.api.openai;

import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonText;
import io.callstream.json.JsonValue;
import java.util.List;

/** Pieces of answers as OpenAI's form writes them, in streams and in plain answers alike. */
final class DeltaJson {
    private DeltaJson() {}

    static String usage(Delta.Tokens tokens) {
        JsonObject usage = new JsonObject()
                .with("prompt_tokens", tokens.prompt())
                .with("completion_tokens", tokens.completion())
                .with("total_tokens", tokens.prompt() + tokens.completion());
        if (tokens.cacheRead() >= 0 || tokens.cacheCreation() >= 0) {
            usage.with("prompt_tokens_details", cache(tokens));
        }
        if (tokens.reasoning() >= 0) {
            usage.with("completion_tokens_details", new JsonObject().with("reasoning_tokens", tokens.reasoning()));
        }
        return usage.toString();
    }

    /** Under LiteLLM's names, where OpenAI has none. */
    private static JsonObject cache(Delta.Tokens tokens) {
        long created = Math.max(0, tokens.cacheCreation());
        long kept = Math.min(tokens.cacheCreationLong(), created);
        JsonObject details = new JsonObject()
                .with("cached_tokens", Math.max(0, tokens.cacheRead()))
                .with("cache_creation_tokens", created);
        return kept <= 0
                ? details
                : details.with(
                        "cache_creation_token_details",
                        new JsonObject()
                                .with("ephemeral_5m_input_tokens", created - kept)
                                .with("ephemeral_1h_input_tokens", kept));
    }

    /** What LiteLLM calls a thinking block; a client that sends it back in a later turn keeps the model's train of thought. */
    static String thinking(String text, String signature) {
        return new JsonObject()
                .with("type", "thinking")
                .with("thinking", text)
                .with("signature", signature)
                .toString();
    }

    static String hiddenThinking(String data) {
        return new JsonObject()
                .with("type", "redacted_thinking")
                .with("data", data)
                .toString();
    }

    /** Where LiteLLM's clients look for them: OpenAI's form has room for citations of the web only. */
    static String citations(List<JsonValue> citations) {
        return "\"provider_specific_fields\":" + new JsonObject().with("citations", citations);
    }

    /** @param indexed as in streams, whose parts say which call they belong to */
    static String toolCall(Delta.ToolCall call, boolean indexed) {
        String id = call.id() == null ? "" : "\"id\":" + JsonText.quoted(call.id()) + ",\"type\":\"function\",";
        String name = call.name() == null ? "" : "\"name\":" + JsonText.quoted(call.name()) + ",";
        return "{" + (indexed ? "\"index\":" + call.index() + "," : "") + id + "\"function\":{" + name
                + "\"arguments\":" + JsonText.quoted(call.arguments()) + "}}";
    }
}

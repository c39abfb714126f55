package io.callstream.gateway.api.openai;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonText;
import io.callstream.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pieces of answers as OpenAI's form writes them, in streams and in plain answers alike. */
final class DeltaJson {
    private DeltaJson() {}

    static String usage(Delta.Tokens tokens) {
        JsonObject usage = new JsonObject()
                .with("prompt_tokens", tokens.prompt())
                .with("completion_tokens", tokens.completion())
                .with("total_tokens", tokens.prompt() + tokens.completion());
        usage.with("prompt_tokens_details", unlessEmpty(prompt(tokens)));
        usage.with("completion_tokens_details", unlessEmpty(completion(tokens)));
        return usage.toString();
    }

    /** How the call was served, as the next field of an answer; empty when it is not told. */
    static String tier(Delta.Tokens tokens) {
        String tier = tokens.tier();
        return tier == null ? "" : ",\"" + TierWords.OPENAIS + "\":" + JsonText.quoted(tier);
    }

    private static @Nullable JsonValue unlessEmpty(JsonObject details) {
        JsonValue.Obj value = details.value();
        return value.fields().isEmpty() ? null : value;
    }

    private static JsonObject prompt(Delta.Tokens tokens) {
        JsonObject details = tokens.cacheRead() >= 0 || tokens.cacheCreation() >= 0 ? cache(tokens) : new JsonObject();
        long audio = tokens.special().promptAudio();
        return audio < 0 ? details : details.with("audio_tokens", audio);
    }

    private static JsonObject completion(Delta.Tokens tokens) {
        JsonObject details = new JsonObject();
        if (tokens.reasoning() >= 0) {
            details.with("reasoning_tokens", tokens.reasoning());
        }
        long image = tokens.special().completionImage();
        return image < 0 ? details : details.with("image_tokens", image);
    }

    /** Under LiteLLM's names, where OpenAI has none. */
    private static JsonObject cache(Delta.Tokens tokens) {
        long created = Math.max(0, tokens.cacheCreation());
        long kept = Math.min(tokens.special().cacheCreationLong(), created);
        JsonObject details = new JsonObject()
                .with("cached_tokens", Math.max(0, tokens.cacheRead()))
                .with("cache_creation_tokens", created);
        return kept <= 0 ? details : details.with("cache_creation_token_details", spans(created, kept));
    }

    private static JsonObject spans(long created, long forAnHour) {
        return new JsonObject()
                .with("ephemeral_5m_input_tokens", created - forAnHour)
                .with("ephemeral_1h_input_tokens", forAnHour);
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

    /** Where LiteLLM's clients look for it: OpenAI's form has no pictures in answers. */
    static JsonValue image(Delta.Image image, int index) {
        String url = "data:" + image.mediaType() + ";base64," + image.base64();
        return new JsonObject()
                .with("type", "image_url")
                .with("index", index)
                .with("image_url", new JsonObject().with("url", url).with("detail", "auto"))
                .value();
    }

    static String images(List<JsonValue> images) {
        return "\"images\":" + new JsonValue.Arr(List.copyOf(images));
    }

    /** @param indexed as in streams, whose parts say which call they belong to */
    static String toolCall(Delta.ToolCall call, boolean indexed) {
        String id = call.id() == null ? "" : "\"id\":" + JsonText.quoted(call.id()) + ",\"type\":\"function\",";
        String name = call.name() == null ? "" : "\"name\":" + JsonText.quoted(call.name()) + ",";
        return "{" + (indexed ? "\"index\":" + call.index() + "," : "") + id + "\"function\":{" + name
                + "\"arguments\":" + JsonText.quoted(call.arguments()) + "}}";
    }
}

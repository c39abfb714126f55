package io.callstream.gateway.api.responses;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response as JSON: what it says of itself, and what its request said, which it repeats.
 *
 * @param created seconds since 1970
 * @param asked the request
 */
record ResponseObject(String id, long created, JsonValue.Obj asked) {
    private static final String IN_PROGRESS = "in_progress";
    private static final JsonValue TEXT = new JsonObject()
            .with("format", new JsonObject().with("type", "text"))
            .value();
    /** What stands in the place of what a request does not say. */
    private static final Map<String, JsonValue> REPEATED = repeated();

    private static Map<String, JsonValue> repeated() {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("background", new JsonValue.Flag(false));
        fields.put("instructions", JsonValue.NULL);
        fields.put("max_output_tokens", JsonValue.NULL);
        fields.put("max_tool_calls", JsonValue.NULL);
        fields.put("metadata", ChatBody.NOTHING);
        fields.put("parallel_tool_calls", new JsonValue.Flag(true));
        fields.put(ResponsesRequest.PREVIOUS, JsonValue.NULL);
        fields.put("reasoning", new JsonValue.Obj(Map.of("effort", JsonValue.NULL, "summary", JsonValue.NULL)));
        fields.put("service_tier", new JsonValue.Text("default"));
        fields.put("store", new JsonValue.Flag(true));
        fields.put("temperature", new JsonValue.Num("1.0"));
        fields.put("text", TEXT);
        fields.put("tool_choice", new JsonValue.Text("auto"));
        fields.put("tools", new JsonValue.Arr(List.of()));
        fields.put("top_p", new JsonValue.Num("1.0"));
        fields.put("truncation", new JsonValue.Text("disabled"));
        fields.put("user", JsonValue.NULL);
        return fields;
    }

    JsonValue.Obj begun(String model) {
        return of(IN_PROGRESS, model, List.of(), null, new JsonObject());
    }

    /** @param finish in the words of chats; null when the answer did not say how it ended */
    JsonValue.Obj ended(String model, List<JsonValue> output, @Nullable String finish, Delta.@Nullable Tokens tokens) {
        String reason = incomplete(finish);
        JsonObject more = new JsonObject();
        if (reason != null) {
            more.with("incomplete_details", new JsonObject().with("reason", reason));
        }
        return of(reason == null ? "completed" : "incomplete", model, output, tokens, more);
    }

    JsonValue.Obj failed(String model, List<JsonValue> output, Delta.Failure failure) {
        String code = failure.status() == 429
                ? "rate_limit_exceeded"
                : failure.status() >= 400 && failure.status() < 500 ? "invalid_prompt" : "server_error";
        JsonObject error = new JsonObject().with("code", code).with("message", failure.message());
        return of("failed", model, output, null, new JsonObject().with("error", error));
    }

    static @Nullable String incomplete(@Nullable String finish) {
        return "length".equals(finish) ? "max_output_tokens" : "content_filter".equals(finish) ? finish : null;
    }

    private JsonValue.Obj of(
            String status, String model, List<JsonValue> output, Delta.@Nullable Tokens tokens, JsonObject more) {
        JsonObject response = new JsonObject()
                .with("id", id)
                .with("object", "response")
                .with("created_at", created)
                .with("status", status)
                .with("error", JsonValue.NULL)
                .with("incomplete_details", JsonValue.NULL)
                .with("model", model)
                .with("output", output)
                .with("usage", tokens == null ? JsonValue.NULL : usage(tokens));
        REPEATED.forEach((name, usual) -> {
            JsonValue said = asked.get(name);
            response.with(name, said == null ? usual : said);
        });
        response.with(TierWords.OPENAIS, tokens != null && tokens.tier() != null ? tokens.tier() : null);
        more.value().fields().forEach(response::with);
        return response.value();
    }

    private static JsonValue usage(Delta.Tokens tokens) {
        return new JsonObject()
                .with("input_tokens", tokens.prompt())
                .with("input_tokens_details", cached(tokens))
                .with("output_tokens", tokens.completion())
                .with(
                        "output_tokens_details",
                        new JsonObject().with("reasoning_tokens", Math.max(0, tokens.reasoning())))
                .with("total_tokens", tokens.prompt() + tokens.completion())
                .value();
    }

    private static JsonObject cached(Delta.Tokens tokens) {
        return new JsonObject()
                .with("cached_tokens", Math.max(0, tokens.cacheRead()))
                .with("cache_write_tokens", Math.max(0, tokens.cacheCreation()));
    }
}

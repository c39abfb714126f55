package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.OutputFormat;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.request.KnownParameters;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a request under Gemini's names; one that it has no counterpart of is an error, unless it asks for nothing. */
final class GenerationConfig {
    private static final String MAX_OUTPUT_TOKENS = "maxOutputTokens";
    private static final Map<String, String> NAMES = Map.of(
            "temperature", "temperature",
            "top_p", "topP",
            "top_k", "topK",
            "presence_penalty", "presencePenalty",
            "frequency_penalty", "frequencyPenalty",
            "seed", "seed",
            "max_tokens", MAX_OUTPUT_TOKENS,
            "max_completion_tokens", MAX_OUTPUT_TOKENS);
    private static final Map<String, Long> BUDGETS =
            Map.of("none", 0L, "minimal", 512L, "low", 1024L, "medium", 2048L, "high", 4096L, "xhigh", 8192L);
    /** Fields of the body beside the configuration. */
    private static final Map<String, String> BESIDE =
            Map.of("safety_settings", "safetySettings", "cached_content", "cachedContent");

    private static final Set<String> MODALITIES = Set.of("text", "image");
    private static final JsonValue TEXT = new JsonValue.Text("TEXT");
    /** Tiers of service that both OpenAI and Gemini have. */
    private static final Set<String> PAID = Set.of("flex", "priority");

    private static final KnownParameters OTHERS = KnownParameters.ofChats(
            "Gemini's models have",
            Set.of("stop", "thinking", "reasoning_effort", "web_search_options"),
            KnownParameters.NO_PENALTIES);

    private final ChatRequest chat;
    private final Generation model;
    private final boolean drops;
    private final Map<String, JsonValue> said;

    GenerationConfig(ChatRequest chat, Generation model, boolean drops) {
        this.chat = chat;
        this.model = model;
        this.drops = drops;
        this.said = chat.parameters();
    }

    void write(JsonObject body) throws UnsupportedRequestException {
        JsonObject config = new JsonObject();
        for (Map.Entry<String, JsonValue> each : said.entrySet()) {
            String name = each.getKey();
            String own = NAMES.get(name);
            String beside = BESIDE.get(name);
            if (own != null) {
                config.with(own, each.getValue());
            } else if (name.equals("modalities") && drawn(each.getValue())) {
                config.with("responseModalities", modalities(each.getValue()));
            } else if (name.equals(TierWords.OPENAIS)) {
                body.with("serviceTier", tier(each.getValue()));
            } else if (beside != null) {
                body.with(beside, each.getValue());
            } else if (!drops) {
                OTHERS.check(name, each.getValue());
            }
        }
        config.with(MAX_OUTPUT_TOKENS, said.get("max_completion_tokens")); // wins over its older name
        config.with("stopSequences", stop());
        config.with("thinkingConfig", thinking());
        format(config);
        JsonValue.Obj written = config.value();
        if (!written.fields().isEmpty()) {
            body.with("generationConfig", written);
        }
    }

    /** Whether texts and pictures are all that is asked for: the models for chats do not speak. */
    private static boolean drawn(JsonValue modalities) {
        return modalities instanceof JsonValue.Arr list
                && list.elements().stream()
                        .allMatch(each -> each instanceof JsonValue.Text text && MODALITIES.contains(text.value()));
    }

    private static @Nullable JsonValue modalities(JsonValue modalities) {
        List<JsonValue> named = ((JsonValue.Arr) modalities)
                .elements().stream()
                        .map(each -> ((JsonValue.Text) each).value().toUpperCase(Locale.ROOT))
                        .<JsonValue>map(JsonValue.Text::new)
                        .toList();
        return named.equals(List.of(TEXT)) ? null : new JsonValue.Arr(named);
    }

    /** As it is unless somebody asks for another one. */
    private static @Nullable JsonValue tier(JsonValue said) {
        return said instanceof JsonValue.Text text && PAID.contains(text.value()) ? said : null;
    }

    private @Nullable JsonValue stop() {
        JsonValue stop = said.get("stop");
        return stop instanceof JsonValue.Text ? new JsonValue.Arr(List.of(stop)) : stop;
    }

    /** Anthropic's field, which clients may write for any provider, wins over OpenAI's effort. */
    private @Nullable JsonValue thinking() throws UnsupportedRequestException {
        if (said.get("thinking") instanceof JsonValue.Obj thinking) {
            boolean off = "disabled".equals(thinking.text("type"));
            return config(off ? 0 : thinking.number("budget_tokens", -1));
        }
        return said.get("reasoning_effort") instanceof JsonValue.Text effort ? thinking(effort.value()) : null;
    }

    /** LiteLLM's word for none is understood as well. */
    private JsonValue thinking(String said) throws UnsupportedRequestException {
        String effort = said.equals("disable") ? "none" : said;
        String level = model.level(effort);
        Long budget = BUDGETS.get(effort);
        if (budget == null || level == null) {
            throw new UnsupportedRequestException(
                    "reasoning_effort", "reasoning_effort: none, minimal, low, medium, high or xhigh is expected.");
        }
        return model.thinksByLevel()
                ? new JsonObject()
                        .with("thinkingLevel", level)
                        .with("includeThoughts", budget != 0)
                        .value()
                : config(budget);
    }

    private static JsonValue config(long budget) {
        return new JsonObject()
                .with("thinkingBudget", budget)
                .with("includeThoughts", budget != 0)
                .value();
    }

    private void format(JsonObject config) {
        if (chat.format() != OutputFormat.TEXT) {
            config.with("responseMimeType", "application/json");
        }
        if (chat.format() instanceof OutputFormat.Schema schema) {
            config.with("responseJsonSchema", schema.schema());
        }
    }
}

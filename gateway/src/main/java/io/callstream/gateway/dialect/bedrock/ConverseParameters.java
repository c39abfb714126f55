package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.OpenAiParameters;
import io.callstream.gateway.dialect.anthropic.Generation;
import io.callstream.gateway.dialect.request.KnownParameters;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request under Bedrock's names. What is no parameter of OpenAI's is one of the model's own, as in LiteLLM; one of
 * OpenAI's without a counterpart is an error, unless it asks for nothing.
 */
final class ConverseParameters {
    private static final Map<String, String> INFERENCE = Map.of(
            "max_tokens", "maxTokens",
            "max_completion_tokens", "maxTokens",
            "temperature", "temperature",
            "top_p", "topP");
    /** Bedrock's own, that clients and deployments may write. */
    private static final Set<String> SAME = Set.of(
            "guardrailConfig",
            "performanceConfig",
            "requestMetadata",
            "promptVariables",
            "serviceTier",
            "outputConfig",
            "additionalModelResponseFieldPaths");

    private static final Set<String> SAMPLING = Set.of("temperature", "top_p", "top_k");

    private static final KnownParameters OTHERS = KnownParameters.ofChats(
            "Bedrock's models have",
            Set.of("stop", "thinking", "reasoning_effort", "top_k", "additionalModelRequestFields"),
            KnownParameters.NO_PENALTIES);

    private final Map<String, JsonValue> said;
    private final ModelTraits model;
    private final boolean drops;

    ConverseParameters(Map<String, JsonValue> said, ModelTraits model, boolean drops) {
        this.said = said;
        this.model = model;
        this.drops = drops;
    }

    void write(JsonObject body) throws UnsupportedRequestException {
        JsonObject inference = new JsonObject();
        JsonObject more = new JsonObject();
        for (Map.Entry<String, JsonValue> each : said.entrySet()) {
            String name = each.getKey();
            String own = INFERENCE.get(name);
            if (isRefused(name)) {
                continue;
            }
            if (own != null) {
                inference.with(own, each.getValue());
            } else if (SAME.contains(name)) {
                body.with(name, each.getValue());
            } else if (!OTHERS.known().contains(name)) {
                other(name, each.getValue(), more);
            }
        }
        inference.with("maxTokens", said.get("max_completion_tokens")); // wins over its older name
        inference.with("stopSequences", stop());
        new Reasoning(said, model, drops).write(inference, more);
        topK(more);
        if (said.get("additionalModelRequestFields") instanceof JsonValue.Obj fields) {
            fields.fields().forEach(more::with);
        }
        tier(body);
        add("inferenceConfig", inference, body);
        add("additionalModelRequestFields", more, body);
    }

    /** Sampling that the model refuses is left out where that is wanted, as for the same models at Anthropic. */
    private boolean isRefused(String name) {
        return drops
                && SAMPLING.contains(name)
                && model.claude()
                && Generation.of(model.name()).refusesBudgets();
    }

    private static void add(String name, JsonObject object, JsonObject body) {
        JsonValue.Obj written = object.value();
        if (!written.fields().isEmpty()) {
            body.with(name, written);
        }
    }

    private void other(String name, JsonValue value, JsonObject more) throws UnsupportedRequestException {
        if (!OpenAiParameters.ofChats(name)) {
            more.with(name, value);
        } else if (!drops) {
            OTHERS.check(name, value);
        }
    }

    private @Nullable JsonValue stop() {
        JsonValue stop = said.get("stop");
        return stop instanceof JsonValue.Text ? new JsonValue.Arr(List.of(stop)) : stop;
    }

    private void topK(JsonObject more) {
        JsonValue topK = isRefused("top_k") ? null : said.get("top_k");
        if (topK != null && model.nova()) {
            more.with("inferenceConfig", new JsonObject().with("topK", topK));
        } else {
            more.with("top_k", topK);
        }
    }

    /** OpenAI's {@code auto} and {@code scale} have no counterpart. */
    private void tier(JsonObject body) {
        if (said.get("service_tier") instanceof JsonValue.Text tier
                && Set.of("default", "flex", "priority").contains(tier.value())) {
            body.with("serviceTier", new JsonObject().with("type", tier.value()));
        }
    }
}

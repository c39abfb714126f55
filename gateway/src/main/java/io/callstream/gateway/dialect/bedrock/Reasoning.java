package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.anthropic.Generation;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much a model is to think, which every maker's models take in their own way. */
final class Reasoning {
    private static final long USUAL_MAX_TOKENS = 4096;
    private static final Map<String, Long> BUDGETS =
            Map.of("minimal", 1024L, "low", 1024L, "medium", 2048L, "high", 4096L, "xhigh", 8192L);

    /** Newer models of Anthropic's think by effort; see AWS's user guide, claude-messages-adaptive-thinking. */
    private static final JsonValue ADAPTIVE =
            new JsonObject().with("type", "adaptive").value();

    private final Map<String, JsonValue> said;
    private final ModelTraits model;
    private final boolean drops;

    Reasoning(Map<String, JsonValue> said, ModelTraits model, boolean drops) {
        this.said = said;
        this.model = model;
        this.drops = drops;
    }

    /** @param more fields of the model's own */
    void write(JsonObject inference, JsonObject more) throws UnsupportedRequestException {
        JsonValue own = said.get("thinking");
        JsonValue effort = said.get("reasoning_effort");
        if (own != null) {
            thinking(own, inference, more);
        } else if (effort instanceof JsonValue.Text text && !text.value().equals("none")) {
            effort(text.value(), inference, more);
        }
    }

    /** Anthropic's own field wins over OpenAI's effort. The answer has to have room beside the thoughts. */
    private void thinking(JsonValue said, JsonObject inference, JsonObject more) {
        boolean refused = said instanceof JsonValue.Obj own
                && "enabled".equals(own.text("type"))
                && Generation.of(model.name()).refusesBudgets();
        JsonValue thinking = refused ? ADAPTIVE : said;
        more.with("thinking", thinking);
        long budget = thinking instanceof JsonValue.Obj object ? object.number("budget_tokens", 0) : 0;
        long asked = number("max_completion_tokens", number("max_tokens", -1));
        if (budget > 0 && asked <= budget) {
            inference.with("maxTokens", budget + USUAL_MAX_TOKENS);
        }
    }

    private void effort(String effort, JsonObject inference, JsonObject more) throws UnsupportedRequestException {
        Long budget = BUDGETS.get(effort);
        if (budget == null) {
            throw new UnsupportedRequestException(
                    "reasoning_effort", "reasoning_effort: none, minimal, low, medium, high or xhigh is expected.");
        }
        if (model.claude() && Generation.of(model.name()).takesEffort()) {
            more.with("thinking", ADAPTIVE).with("output_config", new JsonObject().with("effort", effort(effort)));
        } else if (model.claude()) {
            JsonObject thinking = new JsonObject().with("type", "enabled").with("budget_tokens", budget);
            thinking(thinking.value(), inference, more);
        } else if (model.takesEffort()) {
            more.with("reasoning_effort", effort(effort));
        } else if (model.nova()) {
            more.with(
                    "reasoningConfig",
                    new JsonObject().with("type", "enabled").with("maxReasoningEffort", effort(effort)));
        } else if (!drops) {
            throw new UnsupportedRequestException(
                    "reasoning_effort",
                    "reasoning_effort: it is not known how this model is asked to think; say it in"
                            + " additionalModelRequestFields, or set drop_params for the model.");
        }
    }

    /** These have three. */
    private static String effort(String effort) {
        return effort.equals("minimal") ? "low" : effort.equals("xhigh") ? "high" : effort;
    }

    private long number(String name, long otherwise) {
        @Nullable JsonValue value = said.get(name);
        return value instanceof JsonValue.Num number ? number.whole(otherwise) : otherwise;
    }
}

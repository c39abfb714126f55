package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.request.KnownParameters;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a request under Anthropic's names; one that it has no counterpart of is an error, unless it asks for nothing. */
final class Parameters {
    private static final long USUAL_MAX_TOKENS = 4096;
    private static final JsonValue ADAPTIVE =
            new JsonObject().with("type", "adaptive").value();
    private static final Map<String, Long> BUDGETS =
            Map.of("minimal", 1024L, "low", 1024L, "medium", 2048L, "high", 4096L, "xhigh", 8192L);
    /** Sent as they are: Anthropic's own, that clients may write into OpenAI's form. */
    private static final Set<String> SAME = Set.of(
            "temperature",
            "top_p",
            "top_k",
            "thinking",
            "container",
            "context_management",
            "mcp_servers",
            "output_config");

    private static final KnownParameters OTHERS = KnownParameters.ofChats(
            "Anthropic's models have",
            Set.of("max_tokens", "max_completion_tokens", "reasoning_effort", "stop"),
            KnownParameters.NO_PENALTIES);

    /** What models that think by effort have set by themselves. */
    private static final Set<String> SAMPLING = Set.of("temperature", "top_p", "top_k");

    private static final Map<String, String> EFFORTS =
            Map.of("none", "low", "minimal", "low", "low", "low", "medium", "medium", "high", "high", "xhigh", "max");

    private final Map<String, JsonValue> said;
    private final Generation model;
    private final boolean drops;

    Parameters(Map<String, JsonValue> said, String model, boolean drops) {
        this.said = said;
        this.model = Generation.of(model);
        this.drops = drops;
    }

    void write(JsonObject body) throws UnsupportedRequestException {
        JsonValue thinking = thinking();
        body.with("max_tokens", maxTokens(thinking));
        for (Map.Entry<String, JsonValue> each : said.entrySet()) {
            String name = each.getKey();
            if (SAME.contains(name)) {
                body.with(name, drops && model.refusesBudgets() && SAMPLING.contains(name) ? null : each.getValue());
            } else if (!drops) {
                OTHERS.check(name, each.getValue());
            }
        }
        body.with("thinking", thinking);
        effort(body);
        body.with("stop_sequences", stop());
        user(body);
        tier(body);
    }

    private long maxTokens(@Nullable JsonValue thinking) {
        long asked = number("max_completion_tokens", number("max_tokens", -1));
        long budget = thinking instanceof JsonValue.Obj object ? object.number("budget_tokens", 0) : 0;
        long enough = asked < 0 ? USUAL_MAX_TOKENS : asked;
        return enough > budget ? enough : budget + USUAL_MAX_TOKENS;
    }

    private long number(String name, long otherwise) {
        return said.get(name) instanceof JsonValue.Num number ? number.whole(otherwise) : otherwise;
    }

    /** Anthropic's own field wins over OpenAI's effort; a budget that the model would refuse is its own choice how much to think. */
    private @Nullable JsonValue thinking() throws UnsupportedRequestException {
        JsonValue own = said.get("thinking");
        boolean budget = own instanceof JsonValue.Obj object && "enabled".equals(object.text("type"));
        String effort = said.get("reasoning_effort") instanceof JsonValue.Text text ? text.value() : null;
        if (budget && model.refusesBudgets()) {
            return ADAPTIVE;
        }
        if (own != null || effort == null || effort.equals("none")) {
            return own;
        }
        Long tokens = BUDGETS.get(effort);
        if (tokens == null) {
            throw new UnsupportedRequestException(
                    "reasoning_effort", "reasoning_effort: none, minimal, low, medium, high or xhigh is expected.");
        }
        return model.takesEffort()
                ? ADAPTIVE
                : new JsonObject()
                        .with("type", "enabled")
                        .with("budget_tokens", tokens)
                        .value();
    }

    /** An effort of Anthropic's own field wins. */
    private void effort(JsonObject body) {
        JsonValue.Obj own = body.value().object("output_config");
        boolean has = own != null && own.get("effort") != null;
        if (has || !model.takesEffort() || !(said.get("reasoning_effort") instanceof JsonValue.Text effort)) {
            return;
        }
        JsonObject config = new JsonObject();
        if (own != null) {
            own.fields().forEach(config::with);
        }
        body.with("output_config", config.with("effort", EFFORTS.getOrDefault(effort.value(), "high")));
    }

    private @Nullable JsonValue stop() {
        JsonValue stop = said.get("stop");
        return stop instanceof JsonValue.Text ? new JsonValue.Arr(List.of(stop)) : stop;
    }

    private void user(JsonObject body) {
        JsonValue user = said.get("user") == null ? said.get("safety_identifier") : said.get("user");
        if (user instanceof JsonValue.Text text) {
            body.with("metadata", new JsonObject().with("user_id", text.value()));
        }
    }

    /** OpenAI's other tiers have no counterpart. */
    private void tier(JsonObject body) {
        if (said.get("service_tier") instanceof JsonValue.Text tier) {
            if (tier.value().equals("auto") || tier.value().equals("standard_only")) {
                body.with("service_tier", tier.value());
            } else if (tier.value().equals("default")) {
                body.with("service_tier", "standard_only");
            }
        }
    }
}

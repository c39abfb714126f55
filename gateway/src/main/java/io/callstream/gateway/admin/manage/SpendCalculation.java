package io.callstream.gateway.admin.manage;

import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.usage.Answered;
import io.callstream.gateway.usage.AskedModel;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.PricedModel;
import io.callstream.gateway.usage.TierWords;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageReader;
import io.callstream.gateway.usage.UsageSource;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /spend/calculate}: what a prompt would cost, {@code {model, messages}}, or what an answer has cost,
 * {@code {completion_response}}. Nobody is asked for it.
 */
final class SpendCalculation {
    private static final String RESPONSE = "completion_response";
    private static final String MODEL = "model";
    private static final Slice NO_ANSWER = Slice.of("{}");
    private static final String OPENAI = "openai";

    private final CallPrices prices;

    SpendCalculation(CallPrices prices) {
        this.prices = prices;
    }

    Page calculate(Ask ask) {
        String model = ask.text(MODEL);
        Fields response = ask.body().object(RESPONSE);
        if (model == null && response.values().isEmpty()) {
            throw ManagementException.bad(
                    "Bad Request - Either 'model' or 'completion_response' must be provided", MODEL);
        }
        if (model != null && !ask.has("messages")) {
            throw ManagementException.bad("Bad Request - messages must be provided if 'model' is provided", "messages");
        }
        return model != null
                ? page(model, prompt(model, ask), ask.text(TierWords.OPENAIS))
                : page(named(response), answered(response), response.text(TierWords.OPENAIS));
    }

    private Page page(String model, @Nullable Usage usage, @Nullable String tier) {
        AttemptPlan first = prices.routes().first(model);
        Cost cost = first == null
                ? prices.pricing().cost(elsewhere(model), Answered.as(model, tier), usage)
                : prices.pricing()
                        .cost(
                                new AskedModel(
                                        first.target().deployment(),
                                        first.model().name()),
                                Answered.as(null, tier),
                                usage);
        if (cost == null) {
            throw ManagementException.bad(
                    "No price is known for " + ShownText.of(model)
                            + " (give the entry input_cost_per_token and output_cost_per_token, or model_info.base_model)",
                    MODEL);
        }
        return Answers.json(Map.of("cost", EntitySpending.dollars(cost.total())));
    }

    /** A model that no entry serves, by the name that price lists have for it. */
    private static PricedModel elsewhere(String model) {
        int slash = model.indexOf('/');
        return slash < 0
                ? new PricedModel("", OPENAI, model)
                : new PricedModel("", model.substring(0, slash), model.substring(slash + 1));
    }

    private @Nullable Usage prompt(String model, Ask ask) {
        Usage counted = prices.tokens().count(model, Slice.of(PlainValues.write(ask.posted())), NO_ANSWER);
        return counted == null ? null : Usage.of(counted.promptTokens(), 0, UsageSource.COUNTED);
    }

    private static String named(Fields response) {
        String model = response.text(MODEL);
        if (model == null) {
            throw ManagementException.bad("completion_response names no model", RESPONSE);
        }
        return model;
    }

    /** As it says itself, else as its texts are counted. */
    private @Nullable Usage answered(Fields response) {
        Map<String, Object> usage = response.object("usage").values();
        Usage said = usage.isEmpty() ? null : UsageReader.of(Slice.of(PlainValues.write(usage)));
        if (said != null) {
            return said;
        }
        return prices.tokens().count(named(response), NO_ANSWER, Slice.of(PlainValues.write(response.values())));
    }
}

package io.callstream.gateway.call;

import io.callstream.gateway.limit.account.Demand;
import io.callstream.gateway.usage.Answered;
import io.callstream.gateway.usage.AskedModel;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageSource;
import org.jspecify.annotations.Nullable;

/**
 * What tokens of a deployment's model cost; one without a price costs nothing that anybody knows of. Every budget of a call asks
 * for the same numbers, so the last answer is kept. Only for the call's event loop.
 */
final class TokenCost implements Demand.Price {
    /** Of what has no price. */
    static final Demand.Price FREE = (in, out) -> 0;

    private final Pricing pricing;
    private final AskedModel asked;
    private final @Nullable String tier;
    private long prompt = -1;
    private long output = -1;
    private long nanoUsd;

    /** @param tier how the request asks to be served; null when it does not say */
    TokenCost(Pricing pricing, AskedModel asked, @Nullable String tier) {
        this.pricing = pricing;
        this.asked = asked;
        this.tier = tier;
    }

    /** Whether it is the cost of this model by these prices. */
    boolean isOf(Pricing prices, AskedModel model) {
        return pricing == prices
                && asked.deployment() == model.deployment()
                && asked.name().equals(model.name());
    }

    @Override
    public long nanoUsd(long promptTokens, long outputTokens) {
        if (promptTokens != prompt || outputTokens != output) {
            Usage usage = Usage.of(promptTokens, outputTokens, UsageSource.COUNTED);
            prompt = promptTokens;
            output = outputTokens;
            long usual = cost(usage, Answered.UNSAID);
            nanoUsd = tier == null ? usual : Math.max(usual, cost(usage, Answered.as(null, tier)));
        }
        return nanoUsd;
    }

    /** A provider may serve a call as usual that asks for less. */
    private long cost(Usage usage, Answered answered) {
        Cost cost = pricing.cost(asked, answered, usage);
        return cost == null ? 0 : cost.total();
    }
}

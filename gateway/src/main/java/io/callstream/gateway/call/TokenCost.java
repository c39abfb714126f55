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
public final class TokenCost implements Demand.Price {
    /** Of what has no price. */
    public static final Demand.Price FREE = (in, out) -> 0;

    private final Pricing pricing;
    private final AskedModel asked;
    private final @Nullable String tier;
    private long prompt = -1;
    private long output = -1;
    private long nanoUsd;

    /** @param tier how the request asks to be served; null when it does not say */
    public TokenCost(Pricing pricing, AskedModel asked, @Nullable String tier) {
        this.pricing = pricing;
        this.asked = asked;
        this.tier = tier;
    }

    @Override
    public long nanoUsd(long promptTokens, long outputTokens) {
        if (promptTokens != prompt || outputTokens != output) {
            Usage usage = Usage.of(promptTokens, outputTokens, UsageSource.COUNTED);
            prompt = promptTokens;
            output = outputTokens;
            nanoUsd = Math.max(cost(usage, Answered.UNSAID), cost(usage, Answered.as(null, tier)));
        }
        return nanoUsd;
    }

    /** A provider may serve a call as usual that asks for less. */
    private long cost(Usage usage, Answered answered) {
        Cost cost = pricing.cost(asked, answered, usage);
        return cost == null ? 0 : cost.total();
    }
}

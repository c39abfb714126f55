package io.callstream.gateway.call;

import io.callstream.gateway.limit.account.Demand;
import io.callstream.gateway.usage.AskedModel;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageSource;

/**
 * What tokens of a deployment's model cost; one without a price costs nothing that anybody knows of. Every budget of a call asks
 * for the same numbers, so the last answer is kept. Only for the call's event loop.
 */
public final class TokenCost implements Demand.Price {
    /** Of what has no price. */
    public static final Demand.Price FREE = (in, out) -> 0;

    private final Pricing pricing;
    private final AskedModel asked;
    private long prompt = -1;
    private long output = -1;
    private long nanoUsd;

    public TokenCost(Pricing pricing, AskedModel asked) {
        this.pricing = pricing;
        this.asked = asked;
    }

    @Override
    public long nanoUsd(long promptTokens, long outputTokens) {
        if (promptTokens != prompt || outputTokens != output) {
            Cost cost = pricing.cost(asked, null, Usage.of(promptTokens, outputTokens, UsageSource.COUNTED));
            prompt = promptTokens;
            output = outputTokens;
            nanoUsd = cost == null ? 0 : cost.total();
        }
        return nanoUsd;
    }
}

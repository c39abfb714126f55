package io.callstream.gateway.call;

import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.limit.account.Demand;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.AskedModel;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.OutputBound;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.PromptEstimate;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageSource;
import io.callstream.json.Slice;

/** What a request may use at most: its prompt about, its completion as the request bounds it. */
public final class RequestDemand {
    /** Of what has no price. */
    public static final Demand.Price FREE = (in, out) -> 0;

    private RequestDemand() {}

    public static Demand of(ApiRequest asked, Operation operation, Demand.Price price) {
        RequestInfo info = asked.info(operation);
        Slice body = info.body();
        long prompt = body == null ? 0 : PromptEstimate.tokens(body);
        long output = operation == Operation.EMBEDDING ? 0 : OutputBound.of(info.parameters());
        return new Demand(prompt, output, price);
    }

    /** What tokens of a deployment's model cost; one without a price costs nothing that anybody knows of. */
    public static Demand.Price price(Pricing pricing, AskedModel asked) {
        return (in, out) -> {
            Cost cost = pricing.cost(asked, null, Usage.of(in, out, UsageSource.COUNTED));
            return cost == null ? 0 : cost.total();
        };
    }
}

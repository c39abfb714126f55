package io.callstream.gateway.stage.limit;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.account.Demand;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.usage.AskedModel;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.OutputBound;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.PromptEstimate;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageSource;
import io.callstream.json.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says before a call what it may use at most: its prompt about, its completion as the request bounds it. */
public final class CallDemand {
    private final Routes routes;
    private final Pricing pricing;

    public CallDemand(Routes routes, Pricing pricing) {
        this.routes = routes;
        this.pricing = pricing;
    }

    /** Nothing is looked at that no rule asks for. */
    Demand of(PendingCall call, List<LimitRule> rules) {
        ApiRequest asked = call.asked();
        boolean counts = false;
        boolean pays = false;
        for (LimitRule rule : rules) {
            counts |= rule.rates().tpm() != null;
            pays |= rule.budget().limitNanoUsd() != null;
        }
        return asked == null || !counts && !pays ? Demand.NOTHING : demand(asked, call, pays);
    }

    private Demand demand(ApiRequest asked, PendingCall call, boolean pays) {
        Operation operation = call.request().endpoint().operation();
        RequestInfo info = asked.info(operation);
        Slice body = info.body();
        long prompt = body == null ? 0 : PromptEstimate.tokens(body);
        long output = operation == Operation.EMBEDDING ? 0 : OutputBound.of(info.parameters());
        return new Demand(prompt, output, pays ? price(call.model()) : (in, out) -> 0);
    }

    /** Of the deployment that would be asked first; one without a price costs nothing that anybody knows of. */
    private Demand.Price price(@Nullable String model) {
        AttemptPlan first = model == null ? null : routes.first(model);
        if (first == null) {
            return (in, out) -> 0;
        }
        AskedModel asked =
                new AskedModel(first.target().deployment(), first.model().name());
        return (in, out) -> {
            Cost cost = pricing.cost(asked, null, Usage.of(in, out, UsageSource.COUNTED));
            return cost == null ? 0 : cost.total();
        };
    }
}

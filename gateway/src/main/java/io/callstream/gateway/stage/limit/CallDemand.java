package io.callstream.gateway.stage.limit;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.RequestDemand;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.account.Demand;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.usage.AskedModel;
import io.callstream.gateway.usage.Pricing;
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
        RequestDemand demand = call.demand();
        boolean counts = false;
        boolean pays = false;
        for (LimitRule rule : rules) {
            counts |= rule.rates().tpm() != null;
            pays |= rule.budget().limitNanoUsd() != null;
        }
        if (demand == null || !counts && !pays) {
            return Demand.NOTHING;
        }
        AskedModel first = pays ? first(call.model()) : null;
        return first == null ? demand.free() : demand.at(pricing, first);
    }

    /** Of the deployment that would be asked first. */
    private @Nullable AskedModel first(@Nullable String model) {
        AttemptPlan first = model == null ? null : routes.first(model);
        return first == null
                ? null
                : new AskedModel(first.target().deployment(), first.model().name());
    }
}

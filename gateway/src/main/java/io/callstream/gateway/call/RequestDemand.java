package io.callstream.gateway.call;

import io.callstream.gateway.limit.account.Demand;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.AskedModel;
import io.callstream.gateway.usage.OutputBound;
import io.callstream.gateway.usage.Pricing;
import org.jspecify.annotations.Nullable;

/**
 * What a request may use at most: its prompt about, its completion as the request bounds it. Looked up once, however many
 * limits ask. Only for the call's event loop.
 */
public final class RequestDemand {
    private final ApiRequest asked;
    private final Operation operation;
    private @Nullable Demand counted;
    private @Nullable TokenCost cost;

    RequestDemand(ApiRequest asked, Operation operation) {
        this.asked = asked;
        this.operation = operation;
    }

    /** With what its tokens cost of the model that is asked for; a call asks for the same one again and again. */
    public Demand at(Pricing pricing, AskedModel model) {
        TokenCost known = cost;
        if (known == null || !known.isOf(pricing, model)) {
            known = new TokenCost(pricing, model, asked.tier());
            cost = known;
        }
        return free().at(known);
    }

    /** Where nobody pays. */
    public Demand free() {
        Demand known = counted == null ? count() : counted;
        counted = known;
        return known;
    }

    private Demand count() {
        long output = operation == Operation.EMBEDDING
                ? 0
                : OutputBound.of(asked.info(operation).parameters());
        return new Demand(asked.promptTokens(), output, TokenCost.FREE);
    }
}

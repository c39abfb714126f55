package io.callstream.gateway.call;

import io.callstream.gateway.limit.account.Demand;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.OutputBound;
import org.jspecify.annotations.Nullable;

/**
 * What a request may use at most: its prompt about, its completion as the request bounds it. Looked up once, however many
 * limits ask. Only for the call's event loop.
 */
public final class RequestDemand {
    private final ApiRequest asked;
    private final Operation operation;
    private @Nullable Demand counted;

    RequestDemand(ApiRequest asked, Operation operation) {
        this.asked = asked;
        this.operation = operation;
    }

    /** With what its tokens cost. */
    public Demand at(Demand.Price price) {
        Demand known = counted == null ? count() : counted;
        counted = known;
        return new Demand(known.promptTokens(), known.outputTokens(), price);
    }

    /** How it asks to be served; null when it does not say. */
    public @Nullable String tier() {
        return asked.tier();
    }

    private Demand count() {
        long output = operation == Operation.EMBEDDING
                ? 0
                : OutputBound.of(asked.info(operation).parameters());
        return new Demand(asked.promptTokens(), output, TokenCost.FREE);
    }
}

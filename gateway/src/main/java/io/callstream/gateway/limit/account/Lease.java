package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.CallLease;
import java.util.List;
import java.util.function.Supplier;

/** A call that was let through. */
final class Lease implements CallLease {
    private final List<Held> held;
    private final Demand demand;
    private final Supplier<Moment> clock;
    private final byte[] headers;
    private boolean settled;

    Lease(List<Held> held, Demand demand, Supplier<Moment> clock, byte[] headers) {
        this.held = held;
        this.demand = demand;
        this.clock = clock;
        this.headers = headers;
    }

    @Override
    public void end() {
        held.forEach(Held::end);
    }

    @Override
    public void settle(long usedTokens, long outputTokens, long costNanoUsd) {
        if (settled) {
            return;
        }
        settled = true;
        Moment now = clock.get();
        for (Held each : held) {
            if (demand.outputTokens() < 0 && outputTokens > 0) { // a call that got nothing says nothing of lengths
                each.account().sawOutput(outputTokens);
            }
            each.settle(usedTokens, costNanoUsd, now);
        }
    }

    @Override
    public byte[] headers() {
        return headers;
    }
}

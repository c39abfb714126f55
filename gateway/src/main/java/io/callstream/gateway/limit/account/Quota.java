package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.CallLease;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one deployment may take, over all gateways: of its own, and of what its provider has for all. Safe for all threads. */
public interface Quota {
    /** Nothing is limited. */
    Quota NONE = new Quota() {
        @Override
        public @Nullable Refusal reached() {
            return null;
        }

        @Override
        public CallLease begin(Supplier<Demand> demand) {
            return CallLease.NONE;
        }
    };

    /** Which limit has nothing left; one that lets nothing through comes before one that is only to be kept to. */
    @Nullable Refusal reached();

    /**
     * An attempt begins, which counts whatever is left: it was chosen when there was something.
     *
     * @param demand what it may use, asked where something is limited
     */
    CallLease begin(Supplier<Demand> demand);
}

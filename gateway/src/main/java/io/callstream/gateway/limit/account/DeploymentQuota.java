package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.limit.LimitRule;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts a deployment's attempts where calls are counted, too. */
public final class DeploymentQuota implements Quota {
    private final List<LimitRule> rules;
    private final Supplier<Limiter> limiter;

    private DeploymentQuota(List<LimitRule> rules, Supplier<Limiter> limiter) {
        this.rules = rules;
        this.limiter = limiter;
    }

    /**
     * Of these rules.
     *
     * @param limiter not asked before there are calls
     */
    public static Quota of(List<LimitRule> rules, Supplier<Limiter> limiter) {
        List<LimitRule> limiting = rules.stream().filter(rule -> !rule.none()).toList();
        return limiting.isEmpty() ? NONE : new DeploymentQuota(limiting, limiter);
    }

    @Override
    public @Nullable Refusal reached() {
        return limiter.get().reached(rules);
    }

    @Override
    public CallLease begin(Supplier<Demand> demand) {
        return limiter.get().count(rules, demand.get());
    }
}

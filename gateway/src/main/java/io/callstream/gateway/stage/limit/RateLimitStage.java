package io.callstream.gateway.stage.limit;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.account.Demand;
import io.callstream.gateway.limit.account.LimitKind;
import io.callstream.gateway.limit.account.Limiter;
import io.callstream.gateway.limit.account.Verdict;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lets a call through when it is within the limits that it falls under. One that the rest of a budget may not be enough for
 * waits a while for those under way to end: what they have reserved is mostly more than they use.
 */
public final class RateLimitStage implements Stage {
    private static final long LOOK_MILLIS = 25;

    private final Limiter limiter;
    private final List<LimitSource> sources;
    private final CallDemand demands;
    private final Duration patience;

    /** @param patience how long a call waits for the rest of a budget; less than it may wait for a stage */
    public RateLimitStage(Limiter limiter, List<LimitSource> sources, CallDemand demands, Duration patience) {
        this.patience = patience;
        this.limiter = limiter;
        this.sources = List.copyOf(sources);
        this.demands = demands;
    }

    @Override
    public String name() {
        return "rate limits and budgets";
    }

    @Override
    public Step run(PendingCall call) {
        List<LimitRule> rules = rules(call);
        if (rules.isEmpty()) {
            return Step.CONTINUE;
        }
        Demand demand = demands.of(call, rules);
        Verdict verdict = limiter.take(rules, demand);
        return waits(verdict) ? new Waiting(call, rules, demand).begin() : step(call, verdict);
    }

    private List<LimitRule> rules(PendingCall call) {
        List<LimitRule> all = List.of();
        for (int i = 0; i < sources.size(); i++) {
            List<LimitRule> some = sources.get(i).rules(call);
            if (all.isEmpty()) {
                all = some;
            } else if (!some.isEmpty()) {
                all = OneRuleEach.of(all, some);
            }
        }
        return all;
    }

    private static boolean waits(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused && refused.refusal().kind() == LimitKind.BUDGET_RESERVED;
    }

    private Step step(PendingCall call, Verdict verdict) {
        if (verdict instanceof Verdict.Granted granted) {
            call.hold(granted.lease());
            return Step.CONTINUE;
        }
        Verdict.Refused refused = (Verdict.Refused) verdict;
        limiter.refused(refused.refusal().kind());
        return new Step.Reject(LimitErrors.of(refused.refusal()), refused.headers());
    }

    /** A call that looks again and again. */
    private final class Waiting {
        private final PendingCall call;
        private final List<LimitRule> rules;
        private final Demand demand;
        private final Promise<Step> decision;
        private final long end;

        Waiting(PendingCall call, List<LimitRule> rules, Demand demand) {
            this.call = call;
            this.rules = rules;
            this.demand = demand;
            this.decision = call.executor().newPromise();
            this.end = now() + patience.toNanos();
        }

        Step begin() {
            limiter.waited();
            later();
            return new Step.Later(decision);
        }

        private long now() {
            return call.executor().ticker().nanoTime();
        }

        private void later() {
            call.executor().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void look() {
            if (decision.isDone()) {
                return; // whoever waited is gone
            }
            Verdict verdict = limiter.take(rules, demand);
            if (waits(verdict) && now() < end) {
                later();
            } else {
                decision.setSuccess(step(call, verdict));
            }
        }
    }
}

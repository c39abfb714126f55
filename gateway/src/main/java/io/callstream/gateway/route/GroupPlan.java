package io.callstream.gateway.route;

import io.callstream.gateway.config.CallLimits;
import io.callstream.gateway.config.Retries;
import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Target;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a call to one model group: a deployment by weight, and after a failure another one at once, as long as
 * there is one that has not failed this call; then the group anew, after a pause.
 */
final class GroupPlan implements RoutePlan {
    private final Group group;
    private final Name name;
    private final RouteAsk ask;
    private final RandomGenerator random;
    private final FailedDeployments failed;
    private int made;
    private @Nullable AttemptPlan last;
    private @Nullable Duration began;

    /**
     * How the group was found.
     *
     * @param model name of the model group, or one that its pattern matches
     * @param wildcards what stands in the place of each {@code *} of the group's name
     */
    record Name(String model, List<String> wildcards) {}

    GroupPlan(Group group, Name name, RouteAsk ask, RandomGenerator random) {
        this.group = group;
        this.name = name;
        this.ask = ask;
        this.random = random;
        this.failed = new FailedDeployments(group.size());
    }

    @Override
    public @Nullable AttemptPlan next(@Nullable AttemptResult result) {
        AttemptPlan before = last;
        AttemptPlan next = before == null || result == null ? first(AttemptReason.FIRST) : retry(before, result);
        last = next;
        return next;
    }

    /** The first attempt in this group, of a call that comes from another one. */
    @Nullable AttemptPlan fallback(AttemptResult result) {
        began = result.elapsed();
        AttemptPlan next = first(AttemptReason.FALLBACK);
        last = next;
        return next;
    }

    private @Nullable AttemptPlan first(AttemptReason reason) {
        return plan(group.pick(random, failed), Duration.ZERO, reason);
    }

    private @Nullable AttemptPlan retry(AttemptPlan before, AttemptResult result) {
        Retries retries = before.limits().retries();
        int allowed = ask.retries() == RouteAsk.UNSAID ? retries.count() : ask.retries();
        if (made >= allowed || !RetryRules.worthwhile(result.error())) {
            return null;
        }
        failed.add(group.indexOf(before.target()));
        Duration pause = failed.all() ? RetryRules.pause(retries, made, result.retryAfter(), random) : Duration.ZERO;
        if (sinceBegun(result).plus(pause).compareTo(retries.within()) > 0) {
            return null;
        }
        made++;
        if (failed.all()) {
            failed.clear();
        }
        return plan(group.pick(random, failed), pause, AttemptReason.RETRY);
    }

    private Duration sinceBegun(AttemptResult result) {
        return began == null ? result.elapsed() : result.elapsed().minus(began);
    }

    private @Nullable AttemptPlan plan(int member, Duration delay, AttemptReason reason) {
        for (Target target : group.member(member)) {
            ModelName model = target.model(name.wildcards(), name.model());
            if (model != null) {
                return new AttemptPlan(target, model, delay, reason, limits(target));
            }
        }
        return null;
    }

    /** The request's own time limits come before the deployment's. */
    private CallLimits limits(Target target) {
        CallLimits limits = target.deployment().limits();
        Duration call = ask.said().timeout();
        Duration stream = ask.said().streamTimeout();
        return call == null && stream == null ? limits : limits.with(call, stream);
    }
}

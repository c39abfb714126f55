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
 * The attempts of a call to one model group: a deployment as the strategy chooses, and after a failure another one at once,
 * as long as there is one that has not failed this call; then the group anew, after a pause.
 */
final class GroupPlan implements RoutePlan {
    private final Group group;
    private final Name name;
    private final RouteAsk ask;
    private final RandomGenerator random;
    private final FailedDeployments failed;
    private int made;
    private @Nullable Member last;
    private @Nullable Duration began;
    private boolean nobody;

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
        return next(result, false);
    }

    /** @param elsewhere whether the call can go to another group: then it waits for none of this one that is left alone */
    @Nullable AttemptPlan next(@Nullable AttemptResult result, boolean elsewhere) {
        Member before = last;
        return before == null || result == null ? first(AttemptReason.FIRST) : retry(before, result, elsewhere);
    }

    /** The first attempt in this group, of a call that comes from another one. */
    @Nullable AttemptPlan fallback(Duration elapsed) {
        began = elapsed;
        return first(AttemptReason.FALLBACK);
    }

    private @Nullable AttemptPlan first(AttemptReason reason) {
        Member picked = group.pick(ask, failed, random);
        nobody = picked == null;
        return picked == null ? null : plan(picked, Duration.ZERO, reason);
    }

    private @Nullable AttemptPlan retry(Member before, AttemptResult result, boolean elsewhere) {
        Retries retries = before.targets().get(0).deployment().limits().retries();
        if (made >= RetryRules.allowed(retries, ask.retries(), result.error())) {
            return null;
        }
        failed.add(before.index());
        Member other = group.pick(ask, failed, random);
        Duration pause = other == null ? RetryRules.pause(retries, made, result.retryAfter(), random) : Duration.ZERO;
        if (sinceBegun(result).plus(pause).compareTo(retries.within()) > 0) {
            return null;
        }
        made++;
        Member next = other == null ? again(elsewhere) : other;
        return next == null ? null : plan(next, pause, AttemptReason.RETRY);
    }

    /** Each has failed this call or is left alone: any that is not, else the one that is for the shortest time. */
    private @Nullable Member again(boolean elsewhere) {
        failed.clear();
        Member any = group.pick(ask, failed, random);
        return any == null && !elsewhere ? group.pickTired(ask) : any;
    }

    @Override
    public Duration hedgeAfter() {
        return group.hedgeAfter();
    }

    /** The slow one counts as one that has failed the call: whichever of the two is left, none of them is chosen for a retry. */
    @Override
    public @Nullable AttemptPlan hedge() {
        Member slow = last;
        if (slow == null) {
            return null;
        }
        failed.add(slow.index());
        Member other = group.pick(ask, failed, random);
        return other == null ? null : plan(other, Duration.ZERO, AttemptReason.HEDGE);
    }

    private Duration sinceBegun(AttemptResult result) {
        return began == null ? result.elapsed() : result.elapsed().minus(began);
    }

    /** Where a call may go at all, whoever is left alone now. */
    @Nullable AttemptPlan any() {
        for (Member each : group.members()) {
            AttemptPlan plan = plan(each, Duration.ZERO, AttemptReason.FIRST);
            if (plan != null) {
                return plan;
            }
        }
        return null;
    }

    private @Nullable AttemptPlan plan(Member member, Duration delay, AttemptReason reason) {
        for (Target target : member.targets()) {
            ModelName model = target.model(name.wildcards(), name.model());
            if (model != null) {
                last = member;
                return new AttemptPlan(target, model, delay, reason, limits(target), member, member.quota());
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

    /** Whether the prompt is too long for every deployment that may be asked. */
    boolean tooLong() {
        return group.tooLong(ask);
    }

    @Override
    public String strategy() {
        return group.strategy();
    }

    @Override
    public @Nullable Unavailable unavailable() {
        return nobody ? group.unavailable(ask) : null;
    }
}

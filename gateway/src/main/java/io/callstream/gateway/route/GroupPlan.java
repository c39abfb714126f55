package io.callstream.gateway.route;

import io.callstream.gateway.config.Retries;
import io.callstream.gateway.event.AttemptReason;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a call to one model group: a deployment by weight, and after a failure another one at once, as long as
 * there is one that has not failed this call; then the group anew, after a pause.
 */
final class GroupPlan implements RoutePlan {
    /** The caller says nothing about retries. */
    static final int UNSAID = -1;

    private final Group group;
    private final Asked asked;
    private final RandomGenerator random;
    private final FailedDeployments failed;
    private int made;
    private @Nullable AttemptPlan last;

    /**
     * What the client asked for.
     *
     * @param model name of the model group, or one that its pattern matches
     * @param wildcards what stands in the place of each {@code *} of the group's name
     * @param retries that the request itself allows; {@link #UNSAID} to leave it to the deployment
     */
    record Asked(String model, List<String> wildcards, int retries) {}

    GroupPlan(Group group, Asked asked, RandomGenerator random) {
        this.group = group;
        this.asked = asked;
        this.random = random;
        this.failed = new FailedDeployments(group.size());
    }

    @Override
    public @Nullable AttemptPlan next(@Nullable AttemptResult result) {
        AttemptPlan before = last;
        AttemptPlan next = before == null || result == null ? first() : retry(before, result);
        last = next;
        return next;
    }

    private @Nullable AttemptPlan first() {
        return plan(group.pick(random, failed), Duration.ZERO, AttemptReason.FIRST);
    }

    private @Nullable AttemptPlan retry(AttemptPlan before, AttemptResult result) {
        Retries retries = before.target().deployment().limits().retries();
        int allowed = asked.retries() == UNSAID ? retries.count() : asked.retries();
        if (made >= allowed || !RetryRules.worthwhile(result.error())) {
            return null;
        }
        failed.add(group.indexOf(before.target()));
        Duration pause = failed.all() ? RetryRules.pause(retries, made, result.retryAfter(), random) : Duration.ZERO;
        if (result.elapsed().plus(pause).compareTo(retries.within()) > 0) {
            return null;
        }
        made++;
        if (failed.all()) {
            failed.clear();
        }
        return plan(group.pick(random, failed), pause, AttemptReason.RETRY);
    }

    private @Nullable AttemptPlan plan(int member, Duration delay, AttemptReason reason) {
        return group.plan(member, asked, delay, reason);
    }
}

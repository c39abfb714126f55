package io.callstream.gateway.route;

import io.callstream.gateway.config.FailureKind;
import io.callstream.gateway.config.Share;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.account.Quota;
import io.callstream.gateway.provider.Target;
import io.callstream.gateway.route.state.DeploymentState;
import io.callstream.gateway.route.strategy.Candidate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as one of its group. Targets of one id are one deployment, of which the model's name says which provider it
 * goes to. Safe for use by several threads.
 */
final class Member implements Candidate, AttemptObserver {
    private final Place place;
    private final List<Target> targets;
    private final DeploymentState state;
    private final CooldownRules cooldown;
    private final double price;
    private final Quota quota;

    /**
     * Where it stands in its group.
     *
     * @param index counts the members
     * @param weight relative to the others
     * @param alone whether there are no others
     */
    record Place(int index, int weight, boolean alone) {}

    Member(
            Place place,
            List<Target> targets,
            DeploymentState state,
            CooldownRules cooldown,
            double price,
            Quota quota) {
        this.quota = quota;
        this.place = place;
        this.targets = List.copyOf(targets);
        this.state = state;
        this.cooldown = cooldown;
        this.price = price;
    }

    int index() {
        return place.index();
    }

    List<Target> targets() {
        return targets;
    }

    Share share() {
        return targets.get(0).deployment().share();
    }

    @Override
    public int weight() {
        return place.weight();
    }

    @Override
    public double price() {
        return price;
    }

    @Override
    public DeploymentState state() {
        return state;
    }

    /** Whether it is left alone for the time being. */
    boolean coolsDown() {
        return cooldown.enabled() && state.aloneNanos() > 0;
    }

    /** What the deployment and its provider may take. */
    Quota quota() {
        return quota;
    }

    @Override
    public void began() {
        state.began();
    }

    @Override
    public void succeeded(long took, long untilFirst, long tokens) {
        state.succeeded(took, untilFirst, tokens);
    }

    @Override
    public void failed(GatewayError error, int status, @Nullable Duration retryAfter, long took) {
        FailureKind kind = Failures.kind(error);
        if (kind == null) {
            state.left();
            return;
        }
        state.failed(kind, took);
        CooldownRules.Failure failure =
                new CooldownRules.Failure(kind, Failures.status(error, status), place.alone(), retryAfter);
        Duration time = cooldown.after(failure, state, share().cooldown());
        if (time != null) {
            cooldown.begin(state, time);
        }
    }

    @Override
    public void left() {
        state.left();
    }
}

package io.callstream.gateway.route.state;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The state of every deployment that this process has, by its id. Safe for all threads. */
public final class DeploymentStates {
    private final LongSupplier clock;
    private final Shown shown;
    private final Map<String, DeploymentState> states = new ConcurrentHashMap<>();
    private volatile CooldownExchange exchange = CooldownExchange.NONE;

    /**
     * None yet.
     *
     * @param clock nanoseconds, from any beginning
     */
    public DeploymentStates(LongSupplier clock, Shown shown) {
        this.clock = clock;
        this.shown = shown;
    }

    /** Hears of each one. */
    @FunctionalInterface
    public interface Shown {
        /** Once for each. */
        void made(DeploymentState state);

        /** No configuration has the deployment any more. */
        default void gone(DeploymentState state) {}
    }

    /** Of the deployments of one reading of the configuration, known already or not. */
    public DeploymentState of(String id) {
        return states.computeIfAbsent(id, this::make);
    }

    /** The others are forgotten: the configuration that is in use now has them no more. Calls under way keep what they have. */
    public void retain(Set<String> ids) {
        for (String id : Set.copyOf(states.keySet())) {
            DeploymentState gone = ids.contains(id) ? null : states.remove(id);
            if (gone != null) {
                shown.gone(gone);
            }
        }
    }

    /** One that this process has; null for any other. */
    @Nullable DeploymentState known(String id) {
        return states.get(id);
    }

    /** It is left alone from now on, and others hear of it, if it was not for that long already. */
    public void leaveAlone(DeploymentState state, Duration time) {
        if (state.leaveAlone(time)) {
            exchange.announce(state.id(), time);
        }
    }

    /** From now on others hear of it. */
    void share(CooldownExchange with) {
        exchange = with;
    }

    private DeploymentState make(String id) {
        DeploymentState state = new DeploymentState(id, clock);
        shown.made(state);
        return state;
    }
}

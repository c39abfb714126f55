package io.callstream.gateway.route.state;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The state of every deployment that this process has had, by its id. Safe for all threads. */
public final class DeploymentStates {
    private final LongSupplier clock;
    private final Consumer<DeploymentState> made;
    private final Map<String, DeploymentState> states = new ConcurrentHashMap<>();
    private volatile CooldownExchange exchange = CooldownExchange.NONE;

    /**
     * None yet.
     *
     * @param clock nanoseconds, from any beginning
     * @param made is given each one when it is made, once
     */
    public DeploymentStates(LongSupplier clock, Consumer<DeploymentState> made) {
        this.clock = clock;
        this.made = made;
    }

    /** Of the deployments of one reading of the configuration, known already or not. */
    public DeploymentState of(String id) {
        return states.computeIfAbsent(id, this::make);
    }

    /** One that this process has had; null for any other. */
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
        made.accept(state);
        return state;
    }
}

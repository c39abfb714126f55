package io.callstream.gateway.route.state;

import java.time.Duration;

/** Announces to other gateways that a deployment is left alone. Safe for all threads; never waits. */
public interface CooldownExchange {
    /** Nobody hears of it. */
    CooldownExchange NONE = (deployment, time) -> {};

    /** @param time from now on */
    void announce(String deployment, Duration time);
}

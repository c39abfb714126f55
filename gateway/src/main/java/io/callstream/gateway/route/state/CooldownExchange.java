package io.callstream.gateway.route.state;

import java.time.Duration;

/** Tells other gateways that a deployment is left alone. Safe for all threads; never waits. */
public interface CooldownExchange {
    /** Nobody is told. */
    CooldownExchange NONE = (deployment, time) -> {};

    /** @param time from now on */
    void tell(String deployment, Duration time);
}

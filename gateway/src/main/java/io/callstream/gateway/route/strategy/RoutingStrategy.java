package io.callstream.gateway.route.strategy;

import java.util.List;
import java.util.random.RandomGenerator;

/** Chooses among deployments. Safe for use by several threads; never waits. */
public interface RoutingStrategy {
    /**
     * One of them.
     *
     * @param allowed at least one
     * @param stream whether the call wants a stream
     */
    <C extends Candidate> C pick(List<C> allowed, boolean stream, RandomGenerator random);
}

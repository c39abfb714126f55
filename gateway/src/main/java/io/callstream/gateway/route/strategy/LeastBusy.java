package io.callstream.gateway.route.strategy;

import java.util.List;
import java.util.random.RandomGenerator;

/** The one with the fewest attempts under way. */
public final class LeastBusy implements RoutingStrategy {
    @Override
    public <C extends Candidate> C pick(List<C> allowed, boolean stream, RandomGenerator random) {
        return Lowest.of(allowed, each -> each.state().inFlight(), 0, random);
    }
}

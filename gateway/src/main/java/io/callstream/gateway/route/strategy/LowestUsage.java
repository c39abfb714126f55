package io.callstream.gateway.route.strategy;

import java.util.List;
import java.util.random.RandomGenerator;

/** The one that has used the fewest tokens in this minute. */
public final class LowestUsage implements RoutingStrategy {
    @Override
    public <C extends Candidate> C pick(List<C> allowed, boolean stream, RandomGenerator random) {
        return Lowest.of(allowed, each -> each.state().tokens(), 0, random);
    }
}

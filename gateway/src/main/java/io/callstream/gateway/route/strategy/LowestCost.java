package io.callstream.gateway.route.strategy;

import java.util.List;
import java.util.random.RandomGenerator;

/** The one whose tokens cost least; those without a known price come last. */
public final class LowestCost implements RoutingStrategy {
    @Override
    public <C extends Candidate> C pick(List<C> allowed, boolean stream, RandomGenerator random) {
        return Lowest.of(allowed, Candidate::price, 0, random);
    }
}

package io.callstream.gateway.route.strategy;

import java.util.List;
import java.util.random.RandomGenerator;

/** At random, in proportion to the weights. */
public final class SimpleShuffle implements RoutingStrategy {
    @Override
    public <C extends Candidate> C pick(List<C> allowed, boolean stream, RandomGenerator random) {
        long total = 0;
        for (int i = 0; i < allowed.size(); i++) {
            total += allowed.get(i).weight();
        }
        return total == 0 ? allowed.get(random.nextInt(allowed.size())) : at(allowed, random.nextLong(total));
    }

    private static <C extends Candidate> C at(List<C> allowed, long drawn) {
        long left = drawn;
        int at = 0;
        while (left >= allowed.get(at).weight()) {
            left -= allowed.get(at).weight();
            at++;
        }
        return allowed.get(at);
    }
}

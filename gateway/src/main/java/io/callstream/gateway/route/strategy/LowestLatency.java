package io.callstream.gateway.route.strategy;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** The one that has answered fastest of late, or one of those nearly as fast; first those of which that is not known. */
public final class LowestLatency implements RoutingStrategy {
    private final Duration ttl;
    private final double buffer;

    /**
     * With LiteLLM's settings.
     *
     * @param ttl how long a measurement counts
     * @param buffer how much slower than the fastest is as good, as a share of its time
     */
    public LowestLatency(Duration ttl, double buffer) {
        this.ttl = ttl;
        this.buffer = buffer;
    }

    @Override
    public <C extends Candidate> C pick(List<C> allowed, boolean stream, RandomGenerator random) {
        return Lowest.of(allowed, each -> latency(each, stream), buffer, random);
    }

    private double latency(Candidate candidate, boolean stream) {
        double known = candidate.state().latency(stream, ttl);
        return Double.isNaN(known) ? 0 : known;
    }
}

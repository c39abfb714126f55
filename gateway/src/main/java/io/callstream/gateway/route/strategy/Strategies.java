package io.callstream.gateway.route.strategy;

import io.callstream.gateway.config.StrategyConfig;

/** Makes the strategy that a configuration names. */
public final class Strategies {
    private Strategies() {}

    public static RoutingStrategy of(StrategyConfig config) {
        return switch (config.name()) {
            case SIMPLE_SHUFFLE -> new SimpleShuffle();
            case LEAST_BUSY -> new LeastBusy();
            case LATENCY -> new LowestLatency(config.latencyTtl(), config.latencyBuffer());
            case USAGE, USAGE_V2 -> new LowestUsage();
            case COST -> new LowestCost();
        };
    }
}

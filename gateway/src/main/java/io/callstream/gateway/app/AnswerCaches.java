package io.callstream.gateway.app;

import io.callstream.gateway.cache.AnswerCache;
import io.callstream.gateway.cache.CacheCounters;
import io.callstream.gateway.cache.MemoryCache;
import io.callstream.gateway.cache.RedisCache;
import io.callstream.gateway.config.CacheConfig;
import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.Telemetry;
import io.micrometer.core.instrument.Tags;
import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/** The gateway's cache of answers, which stays the same for as long as the configuration says the same of it. Safe for all threads. */
final class AnswerCaches implements AutoCloseable {
    private static final double NANO = 1e-9;

    private final CacheCounters counters = new CacheCounters();
    private @Nullable CacheConfig config;
    private AnswerCache current = AnswerCache.NONE;

    void show(Telemetry telemetry) {
        telemetry.counter(GatewayMetric.CACHE_HITS, Tags.empty(), counters::hits);
        telemetry.counter(GatewayMetric.CACHE_MISSES, Tags.empty(), counters::misses);
        telemetry.counter(GatewayMetric.CACHE_ERRORS, Tags.empty(), counters::errors);
        telemetry.counter(GatewayMetric.CACHE_KEPT, Tags.empty(), counters::answersKept);
        telemetry.counter(GatewayMetric.CACHE_SAVED, Tags.empty(), () -> counters.savedNanoUsd() * NANO);
    }

    CacheCounters counters() {
        return counters;
    }

    /** The cache for a configuration; one for another configuration is closed, and finds nothing any more. */
    synchronized AnswerCache of(CacheConfig wanted) {
        if (!wanted.equals(config)) {
            current.close();
            config = wanted;
            current = make(wanted);
        }
        return current;
    }

    private AnswerCache make(CacheConfig wanted) {
        return switch (wanted.kind()) {
            case OFF -> AnswerCache.NONE;
            case LOCAL -> new MemoryCache(wanted.limits().maxBytes(), System::nanoTime, counters);
            case REDIS ->
                new RedisCache(wanted.redis().orElseThrow(), wanted.limits().lookup(), Ticker.systemTicker(), counters);
        };
    }

    @Override
    public synchronized void close() {
        current.close();
        current = AnswerCache.NONE;
    }
}

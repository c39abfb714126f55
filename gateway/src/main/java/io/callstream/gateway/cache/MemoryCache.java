package io.callstream.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;

/** Keeps answers in memory, up to so many bytes. */
public final class MemoryCache implements AnswerCache {
    private final Cache<String, Kept> answers;
    private final CacheCounters counters;

    private record Kept(KeptAnswer answer, long ttlNanos) {}

    public MemoryCache(long maxBytes, Ticker ticker, CacheCounters counters) {
        this.counters = counters;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, Kept kept) -> kept.answer().weight() + 2 * key.length())
                .expireAfter(Expiry.<String, Kept>writing((key, kept) -> Duration.ofNanos(kept.ttlNanos())))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Lookup find(AnswerKey key, EventExecutor executor) {
        Kept kept = answers.getIfPresent(key.text());
        return new Lookup.Here(kept == null ? null : kept.answer());
    }

    @Override
    public void keep(AnswerKey key, KeptAnswer answer, Duration ttl) {
        answers.put(key.text(), new Kept(answer, ttl.toNanos()));
        counters.kept();
    }

    @Override
    public boolean reachable() {
        return true;
    }

    @Override
    public boolean remove(List<String> names) {
        answers.invalidateAll(names);
        return true;
    }

    @Override
    public boolean clear() {
        answers.invalidateAll();
        return true;
    }

    @Override
    public void close() {
        answers.invalidateAll();
    }
}

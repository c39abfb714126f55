package io.callstream.gateway.call;

import io.callstream.gateway.cache.AnswerCache;
import io.callstream.gateway.cache.AnswerKey;
import io.callstream.gateway.cache.KeptAnswer;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Whatever cache a test puts in its place. */
final class ChangingCache implements AnswerCache {
    private final Supplier<AnswerCache> current;

    ChangingCache(Supplier<AnswerCache> current) {
        this.current = current;
    }

    @Override
    public Lookup find(AnswerKey key, EventExecutor executor) {
        return current.get().find(key, executor);
    }

    @Override
    public void keep(AnswerKey key, KeptAnswer answer, Duration ttl) {
        current.get().keep(key, answer, ttl);
    }

    @Override
    public boolean reachable() {
        return true;
    }

    @Override
    public boolean remove(List<String> names) {
        return true;
    }

    @Override
    public boolean clear() {
        return true;
    }

    @Override
    public void close() {
        current.get().close();
    }
}

package io.callstream.gateway.cache;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;

/** Keeps nothing. */
final class NoCache implements AnswerCache {
    private static final Lookup NOTHING = new Lookup.Here(null);

    @Override
    public Lookup find(AnswerKey key, EventExecutor executor) {
        return NOTHING;
    }

    @Override
    public void keep(AnswerKey key, KeptAnswer answer, Duration ttl) {
        // that is what it is for
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
        // it has nothing
    }
}

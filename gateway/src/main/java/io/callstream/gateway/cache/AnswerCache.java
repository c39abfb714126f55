package io.callstream.gateway.cache;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps answers. Whatever befalls it is a miss, and counted: it never fails a call. Safe for all threads. */
public interface AnswerCache extends AutoCloseable {
    /** Keeps nothing. */
    AnswerCache NONE = new NoCache();

    /**
     * Looks an answer up; never waits.
     *
     * @param executor completes a lookup that takes a while
     */
    Lookup find(AnswerKey key, EventExecutor executor);

    /** Keeps an answer; returns at once. */
    void keep(AnswerKey key, KeptAnswer answer, Duration ttl);

    /** Whether it can be reached; may wait. */
    boolean reachable();

    /**
     * Forgets some answers, by the names that clients get ({@link AnswerKey#text}); may wait.
     *
     * @return false when it cannot be reached
     */
    boolean remove(List<String> names);

    /** Forgets all that this product keeps in it; may wait. False when it cannot be reached. */
    boolean clear();

    @Override
    void close();

    /** What comes of looking. */
    sealed interface Lookup {
        /** Known at once; null when there is no such answer. */
        record Here(@Nullable KeptAnswer answer) implements Lookup {}

        /** Known a little later; never fails, and ends within the time that a lookup may take. */
        record Later(Future<Optional<KeptAnswer>> answer) implements Lookup {}
    }
}

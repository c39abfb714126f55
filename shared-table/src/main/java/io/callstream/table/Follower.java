package io.callstream.table;

import org.jspecify.annotations.Nullable;

/**
 * Is given a topic's records in the order of each partition, for ever. Called on one thread; must not take long. For what is too much to
 * be kept as a table; everybody else takes a {@link SharedTable}.
 */
public interface Follower {
    /** The topic is read from its beginning, at first and whenever it turns out to be another one: what was given before no longer counts. */
    void begin();

    /** @param value null when the key is removed */
    void record(String key, byte @Nullable [] value);

    /** Everything that was there at {@link #begin} has been given; called again after each further batch. */
    void caughtUp();
}

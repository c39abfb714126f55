package io.callstream.sink.postgres;

import java.time.Duration;

/**
 * What to connect to and what to keep.
 *
 * @param database where the tables are
 * @param content whether bodies are stored; their columns stay null otherwise
 * @param chunks whether chunk events are stored, if the sink hears of them
 * @param connections most connections at once
 * @param timeout longest wait for a connection, and for one batch to be stored
 */
public record PostgresSinkConfig(
        DatabaseSchema database, boolean content, boolean chunks, int connections, Duration timeout) {
    public PostgresSinkConfig {
        if (connections < 1 || timeout.toMillis() < 250) {
            throw new IllegalArgumentException("a sink needs a connection and 250 ms to use it: connections "
                    + connections + ", timeout " + timeout);
        }
    }

    PostgresSinkConfig withConnections(int most) {
        return new PostgresSinkConfig(database, content, chunks, most, timeout);
    }
}

package io.callstream.sink.mysql;

import io.callstream.sink.jdbc.DatabaseAddress;
import java.time.Duration;

/**
 * What to connect to and what to keep.
 *
 * @param database where the tables are
 * @param content whether bodies are stored; their columns stay null otherwise
 * @param chunks whether chunk events are stored, if the sink hears of them
 * @param connections most connections at once
 * @param timeout longest wait for a connection, and for one statement
 */
public record MysqlSinkConfig(
        DatabaseAddress database, boolean content, boolean chunks, int connections, Duration timeout) {
    MysqlSinkConfig withConnections(int most) {
        return new MysqlSinkConfig(database, content, chunks, most, timeout);
    }
}

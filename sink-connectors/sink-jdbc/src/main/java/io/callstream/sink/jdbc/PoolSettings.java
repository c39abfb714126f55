package io.callstream.sink.jdbc;

import com.zaxxer.hikari.HikariConfig;
import io.callstream.settings.Secret;
import java.time.Duration;

/**
 * A connection pool as a sink wants it: it does not wait longer than the sink may, makes its first connection when it is first
 * asked for one, and begins transactions.
 *
 * @param sinkName names the pool in logs
 * @param database where to connect
 * @param connections most at once
 * @param timeout longest wait for a connection
 */
public record PoolSettings(String sinkName, DatabaseAddress database, int connections, Duration timeout) {
    public PoolSettings {
        if (connections < 1 || timeout.toMillis() < 250) {
            throw new IllegalArgumentException("a sink needs a connection and 250 ms to use it: connections "
                    + connections + ", timeout " + timeout);
        }
    }

    /** The driver's own properties are the caller's to add. */
    public HikariConfig hikari() {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("callstream-" + sinkName);
        hikari.setJdbcUrl(database.jdbcUrl().reveal());
        database.user().ifPresent(hikari::setUsername);
        database.password().map(Secret::reveal).ifPresent(hikari::setPassword);
        hikari.setMaximumPoolSize(connections);
        hikari.setConnectionTimeout(timeout.toMillis());
        hikari.setValidationTimeout(timeout.toMillis());
        hikari.setInitializationFailTimeout(-1);
        hikari.setAutoCommit(false);
        return hikari;
    }
}

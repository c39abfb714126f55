package io.callstream.sink.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callstream.sink.jdbc.Migrations;
import io.callstream.sink.jdbc.PoolSettings;
import java.util.Optional;

/** The connection pool, opened on tables that are as this build needs them. */
final class Database {
    private static final String MIGRATIONS = "classpath:io/callstream/sink/postgres/migration";

    private static final String WRONG_VALUE = "22023";

    private Database() {}

    /** @see Migrations#open */
    static HikariDataSource open(PostgresSinkConfig config, String sinkName) {
        return new Migrations(
                        "postgres", MIGRATIONS, Optional.of(config.database().schema()), Database::isLasting)
                .open(settings(config, sinkName));
    }

    /** The driver finds fault with a value in the URL by the state of a wrong value. */
    private static boolean isLasting(Throwable failure) {
        return SqlFault.of(failure).kind() == SqlFault.Kind.CONFIGURATION
                || SqlFault.of(failure).state().equals(WRONG_VALUE);
    }

    private static HikariConfig settings(PostgresSinkConfig config, String sinkName) {
        HikariConfig hikari = new PoolSettings(
                        sinkName, config.database().address(), config.connections(), config.timeout())
                .hikari();
        // The driver reads texts only; a number here would be passed over without a word.
        long seconds = Math.max(1, config.timeout().toSeconds());
        hikari.addDataSourceProperty("connectTimeout", Long.toString(seconds));
        // Poolers that give connections away after each transaction keep no prepared statements and refuse options at
        // the start.
        // Whether there is one in between cannot be seen; our statements take a batch each, so preparing them gains
        // nothing.
        hikari.addDataSourceProperty("prepareThreshold", "0");
        // Statements carry their own limit, which ends them first; the socket's is for a server that says nothing more.
        hikari.addDataSourceProperty("socketTimeout", Long.toString(seconds + 2));
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
        hikari.addDataSourceProperty("ApplicationName", "callstream-sink-" + sinkName);
        return hikari;
    }
}

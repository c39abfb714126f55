package io.callstream.sink.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callstream.sink.jdbc.Migrations;
import io.callstream.sink.jdbc.PoolSettings;
import java.util.Optional;

/** The connection pool, opened on tables that are as this build needs them. */
final class Database {
    private static final String MIGRATIONS = "classpath:io/callstream/sink/postgres/migration";

    private Database() {}

    /** @see Migrations#open */
    static HikariDataSource open(PostgresSinkConfig config, String sinkName) {
        return new Migrations(
                        "postgres",
                        MIGRATIONS,
                        Optional.of(config.database().schema()),
                        failure -> SqlFault.of(failure).kind() == SqlFault.Kind.CONFIGURATION)
                .open(settings(config, sinkName));
    }

    private static HikariConfig settings(PostgresSinkConfig config, String sinkName) {
        HikariConfig hikari = new PoolSettings(
                        sinkName, config.database().address(), config.connections(), config.timeout())
                .hikari();
        // The driver reads texts only; a number here would be passed over without a word.
        long seconds = Math.max(1, config.timeout().toSeconds());
        hikari.addDataSourceProperty("connectTimeout", Long.toString(seconds));
        if (config.database().isTransactionPooler()) {
            hikari.addDataSourceProperty("prepareThreshold", "0");
        } else {
            // The server gives a statement up first; the socket's limit is for a server that says nothing more.
            hikari.addDataSourceProperty(
                    "options", "-c statement_timeout=" + config.timeout().toMillis());
        }
        hikari.addDataSourceProperty("socketTimeout", Long.toString(seconds + 2));
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
        hikari.addDataSourceProperty("ApplicationName", "callstream-sink-" + sinkName);
        return hikari;
    }
}

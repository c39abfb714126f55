package io.callstream.sink.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callstream.sink.SinkConfigException;
import io.callstream.sink.SinkUnavailableException;
import io.callstream.sink.jdbc.PoolSettings;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The connection pool, opened on tables that are as this build needs them. */
final class Database {
    private static final String MIGRATIONS = "classpath:io/callstream/sink/postgres/migration";
    private static final String HISTORY = "callstream_schema_history";

    private Database() {}

    /**
     * Connects and brings the tables up to date; several copies of the sink may do so at once.
     *
     * @throws SinkUnavailableException if the server cannot be reached yet
     * @throws SinkConfigException if it refuses this role, database or schema
     */
    static HikariDataSource open(PostgresSinkConfig config, String sinkName) {
        HikariDataSource pool = new HikariDataSource(settings(config, sinkName));
        try {
            migrate(pool, config.database().schema());
            return pool;
        } catch (SQLException | FlywayException e) {
            pool.close();
            throw refusal(e);
        }
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

    private static void migrate(DataSource pool, String schema) throws SQLException {
        try (Connection probe = pool.getConnection()) {
            probe.rollback(); // Says why it does not connect, which Flyway does not.
        }
        Flyway.configure()
                .dataSource(pool)
                .defaultSchema(schema)
                .table(HISTORY)
                .locations(MIGRATIONS)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static RuntimeException refusal(Exception e) {
        SqlFault fault = SqlFault.of(e);
        String message = "postgres sink cannot prepare its tables: " + fault.reason();
        return fault.kind() == SqlFault.Kind.CONFIGURATION
                ? new SinkConfigException(message + "; check url, user, password, schema and the role's rights", e)
                : new SinkUnavailableException(message, e);
    }
}

package io.callstream.sink.mysql;

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
    private static final String MIGRATIONS = "classpath:io/callstream/sink/mysql/migration";
    private static final String HISTORY = "callstream_schema_history";

    private Database() {}

    /**
     * Connects and brings the tables up to date; several copies of the sink may do so at once.
     *
     * @throws SinkUnavailableException if the server cannot be reached yet
     * @throws SinkConfigException if it refuses this user or database
     */
    static HikariDataSource open(MysqlSinkConfig config, String sinkName) {
        HikariDataSource pool = new HikariDataSource(settings(config, sinkName));
        try {
            migrate(pool);
            return pool;
        } catch (SQLException | FlywayException e) {
            pool.close();
            throw refusal(e);
        }
    }

    private static HikariConfig settings(MysqlSinkConfig config, String sinkName) {
        HikariConfig hikari =
                new PoolSettings(sinkName, config.database(), config.connections(), config.timeout()).hikari();
        String millis = Long.toString(config.timeout().toMillis());
        hikari.addDataSourceProperty("connectTimeout", millis);
        hikari.addDataSourceProperty("socketTimeout", millis);
        // Strict, so that a value is refused and not shortened; UTC, for the times that the server sets.
        hikari.addDataSourceProperty(
                "sessionVariables",
                "sql_mode='STRICT_ALL_TABLES',time_zone='+00:00',innodb_lock_wait_timeout="
                        + Math.max(1, config.timeout().toSeconds()));
        return hikari;
    }

    private static void migrate(DataSource pool) throws SQLException {
        try (Connection probe = pool.getConnection()) {
            probe.rollback(); // Says why it does not connect, which Flyway does not.
        }
        Flyway.configure()
                .dataSource(pool)
                .table(HISTORY)
                .locations(MIGRATIONS)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static RuntimeException refusal(Exception e) {
        SqlFault fault = SqlFault.of(e);
        String message = "mysql sink cannot prepare its tables: " + fault.reason();
        return fault.kind() == SqlFault.Kind.CONFIGURATION
                ? new SinkConfigException(message + "; check url, user, password and the user's rights", e)
                : new SinkUnavailableException(message, e);
    }
}

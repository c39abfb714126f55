package io.callstream.sink.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callstream.sink.SinkConfigException;
import io.callstream.sink.SinkUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Opens a pool on tables that are as this build needs them.
 *
 * @param sink named in messages
 * @param scripts where the migrations are, as Flyway names places
 * @param schema where the tables are, if not where the URL says
 * @param lasting whether a failure is one that only a change of the configuration ends
 */
public record Migrations(String sink, String scripts, Optional<String> schema, Predicate<Throwable> lasting) {
    private static final String HISTORY = "callstream_schema_history";

    /**
     * Connects and brings the tables up to date; several copies of the sink may do so at once.
     *
     * @throws SinkUnavailableException if the server cannot be reached yet
     * @throws SinkConfigException if it refuses this user, database or schema
     */
    public HikariDataSource open(HikariConfig settings) {
        HikariDataSource pool = new HikariDataSource(settings);
        try {
            migrate(pool);
            return pool;
        } catch (SQLException | FlywayException e) {
            pool.close();
            throw refusal(settings.getJdbcUrl(), e);
        }
    }

    private void migrate(DataSource pool) throws SQLException {
        try (Connection probe = pool.getConnection()) {
            probe.rollback(); // Says why it does not connect, which Flyway does not.
        }
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(pool)
                .table(HISTORY)
                .locations(scripts)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .callbacks(new PatientMigrations());
        schema.ifPresent(flyway::defaultSchema);
        flyway.load().migrate();
    }

    private RuntimeException refusal(String jdbcUrl, Exception e) {
        // Flyway's own failures come after the connection was made, and name a statement of ours.
        String message = e instanceof FlywayException
                ? sink + " sink cannot prepare its tables: " + SqlFailure.of(e).reason()
                : sink + " sink " + ConnectFailure.reason(jdbcUrl, e);
        return lasting.test(e)
                ? new SinkConfigException(message + "; check url, user, password, schema and the user's rights", e)
                : new SinkUnavailableException(message, e);
    }
}

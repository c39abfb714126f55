package io.callstream.sink.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callstream.sink.jdbc.Migrations;
import io.callstream.sink.jdbc.PoolSettings;
import java.util.Optional;

/** The connection pool, opened on tables that are as this build needs them. */
final class Database {
    private static final String MIGRATIONS = "classpath:io/callstream/sink/mysql/migration";

    private Database() {}

    /** @see Migrations#open */
    static HikariDataSource open(MysqlSinkConfig config, String sinkName) {
        return new Migrations(
                        "mysql",
                        MIGRATIONS,
                        Optional.empty(),
                        failure -> SqlFault.of(failure).kind() == SqlFault.Kind.CONFIGURATION)
                .open(settings(config, sinkName));
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
}

package io.callstream.sink.clickhouse;

import io.callstream.settings.Key;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.time.Duration;

/**
 * What to connect to and what to keep.
 *
 * @param server address and credentials
 * @param database where the tables are
 * @param migrate whether the sink makes the database and its tables and keeps them up to date
 * @param content whether bodies are stored; their columns stay null otherwise
 * @param http timeout and compression
 */
public record ClickHouseSinkConfig(Target server, String database, boolean migrate, boolean content, HttpOptions http) {
    static final Key<String> DATABASE = Key.text("database")
            .expecting(ClickHouseSinkConfig::isPlainName, "a plain name: letters, digits and _")
            .orVariables("CLICKHOUSE_DATABASE", "CLICKHOUSE_DB")
            .byDefault("default")
            .says("Made if missing.");
    static final Key<Boolean> MIGRATE = Key.flag("migrate")
            .byDefault("true")
            .says("`false` if the user may not create tables: run `migration/*.sql` yourself.");
    static final Key<Boolean> CONTENT =
            Key.flag("content").byDefault("true").says("`false` leaves the body columns null.");
    static final Key<Boolean> GZIP = Key.flag("gzip").byDefault("true").says("Compresses requests.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("30s");

    public ClickHouseSinkConfig {
        if (!isPlainName(database)) {
            throw new IllegalArgumentException(
                    "database '" + database + "' is no plain name (expected letters, digits and _)");
        }
    }

    static ClickHouseSinkConfig read(SinkSettings settings) {
        Duration limit = settings.get(TIMEOUT);
        return new ClickHouseSinkConfig(
                ServerAddress.read(settings, limit),
                settings.get(DATABASE),
                settings.get(MIGRATE),
                settings.get(CONTENT),
                HttpOptions.of(limit, settings.get(GZIP)));
    }

    static boolean isPlainName(String database) {
        return database.matches("[A-Za-z_][A-Za-z0-9_]{0,62}");
    }
}

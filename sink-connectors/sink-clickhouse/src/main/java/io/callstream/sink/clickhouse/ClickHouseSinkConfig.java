package io.callstream.sink.clickhouse;

import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;

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
    public ClickHouseSinkConfig {
        if (!isPlainName(database)) {
            throw new IllegalArgumentException(
                    "database '" + database + "' is no plain name (expected letters, digits and _)");
        }
    }

    static boolean isPlainName(String database) {
        return database.matches("[A-Za-z_][A-Za-z0-9_]{0,62}");
    }
}

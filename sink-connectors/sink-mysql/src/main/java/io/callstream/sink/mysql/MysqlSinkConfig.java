package io.callstream.sink.mysql;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.jdbc.DatabaseAddress;
import io.callstream.sink.jdbc.DatabaseUrls;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

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
    static final Key<Optional<Secret>> URL = Key.secret("url")
            .orVariables("MYSQL_URL", "MARIADB_URL")
            .optional()
            .says(
                    "`mysql://user:password@host:3306/db`, `jdbc:mysql://host/db` or `jdbc:mariadb://host/db`; required, unless"
                            + " `MYSQL_HOST`, `MYSQL_PORT` and `MYSQL_DATABASE` say it.");
    static final Key<Optional<String>> USER = Key.text("user")
            .orVariables("MYSQL_USER", "MARIADB_USER")
            .optional()
            .says("Who may create tables; by default what the URL says.");
    static final Key<Optional<Secret>> PASSWORD = Key.secret("password")
            .orVariables("MYSQL_PASSWORD", "MARIADB_PASSWORD")
            .optional()
            .says("By default what the URL says.");
    static final Key<Boolean> CONTENT =
            Key.flag("content").byDefault("true").says("`false` leaves the body columns null.");
    static final Key<Boolean> CHUNKS = Key.flag("chunks").byDefault("true").says("`false` ignores chunk events.");
    static final Key<Integer> CONNECTIONS = Key.integer("connections")
            .min("2")
            .max("50")
            .byDefault("2")
            .says("Most connections at once; at least 2, which making the tables takes.");
    static final Key<Duration> TIMEOUT = Key.duration("timeout")
            .min("250ms")
            .byDefault("10s")
            .says("Longest wait for a connection, and for one statement.");

    private static final String DRIVER = "jdbc:mariadb:";
    /** MariaDB's driver speaks to both kinds of server; it takes MySQL's URLs under its own name only. */
    private static final DatabaseUrls URLS =
            new DatabaseUrls(DRIVER, Set.of("jdbc:mysql:"), Set.of("mysql", "mysql2", "mariadb"));

    static MysqlSinkConfig read(SinkSettings settings) {
        return new MysqlSinkConfig(
                database(settings),
                settings.get(CONTENT),
                settings.get(CHUNKS),
                settings.get(CONNECTIONS),
                settings.get(TIMEOUT));
    }

    private static DatabaseAddress database(SinkSettings settings) {
        Optional<String> url = settings.get(URL).map(Secret::reveal).or(() -> fromParts(settings.environment()));
        Optional<String> user = settings.get(USER);
        Optional<Secret> password = settings.get(PASSWORD);
        if (url.isEmpty()) {
            settings.problem(URL, "is missing (or set MYSQL_URL, MARIADB_URL or MYSQL_HOST)");
        }
        try {
            return URLS.parse(url.orElse(DRIVER)).or(user, password);
        } catch (IllegalArgumentException e) {
            settings.problem(URL, String.valueOf(e.getMessage()));
            return new DatabaseAddress(new Secret(DRIVER), user, password);
        }
    }

    private static Optional<String> fromParts(Environment environment) {
        return environment
                .get("MYSQL_HOST")
                .map(host -> DRIVER + "//" + host + ":"
                        + environment.get("MYSQL_PORT").orElse("3306") + "/"
                        + environment.get("MYSQL_DATABASE").orElse(""));
    }

    MysqlSinkConfig withConnections(int most) {
        return new MysqlSinkConfig(database, content, chunks, most, timeout);
    }
}

package io.callstream.sink.postgres;

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
 * @param timeout longest wait for a connection, and for one batch to be stored
 */
public record PostgresSinkConfig(
        DatabaseSchema database, boolean content, boolean chunks, int connections, Duration timeout) {
    static final Key<Optional<Secret>> URL = Key.secret("url")
            .orVariables("DATABASE_URL", "POSTGRES_URL", "SUPABASE_DB_URL")
            .optional()
            .says(
                    "`jdbc:postgresql://host:5432/db` or `postgres://user:password@host:5432/db?sslmode=require`; required,"
                            + " unless `PGHOST`, `PGPORT` and `PGDATABASE` say it.");
    static final Key<Optional<String>> USER = Key.text("user")
            .orVariables("PGUSER")
            .optional()
            .says("Who may create tables; by default what the URL says.");
    static final Key<Optional<Secret>> PASSWORD =
            Key.secret("password").orVariables("PGPASSWORD").optional().says("By default what the URL says.");
    static final Key<String> SCHEMA =
            Key.text("schema").byDefault("public").says("Where the tables are; made if missing.");
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
            .says("Longest wait for a connection, and for one batch.");

    public PostgresSinkConfig {
        if (connections < 1 || timeout.toMillis() < 250) {
            throw new IllegalArgumentException("a sink needs a connection and 250 ms to use it: connections "
                    + connections + ", timeout " + timeout);
        }
    }

    private static final String NOWHERE = "jdbc:postgresql:";
    private static final DatabaseUrls URLS = new DatabaseUrls(NOWHERE, Set.of(), Set.of("postgres", "postgresql"));

    static PostgresSinkConfig read(SinkSettings settings) {
        return new PostgresSinkConfig(
                database(settings),
                settings.get(CONTENT),
                settings.get(CHUNKS),
                settings.get(CONNECTIONS),
                settings.get(TIMEOUT));
    }

    private static DatabaseSchema database(SinkSettings settings) {
        Optional<String> url = settings.get(URL).map(Secret::reveal).or(() -> fromLibpq(settings.environment()));
        Optional<String> user = settings.get(USER);
        Optional<Secret> password = settings.get(PASSWORD);
        String schema = settings.get(SCHEMA);
        if (url.isEmpty()) {
            settings.problem(URL, "is missing (or set DATABASE_URL, POSTGRES_URL, SUPABASE_DB_URL or PGHOST)");
        }
        try {
            DatabaseAddress address =
                    URLS.parse(url.map(PostgresSinkConfig::spoken).orElse(NOWHERE));
            return new DatabaseSchema(address.or(user, password), schema);
        } catch (IllegalArgumentException e) {
            settings.problem(URL, String.valueOf(e.getMessage()));
            return new DatabaseSchema(new DatabaseAddress(new Secret(NOWHERE), user, password), "public");
        }
    }

    /** Node's word for encryption without a check of certificates; the driver calls that {@code require}, as libpq does. */
    private static String spoken(String url) {
        return url.replace("sslmode=no-verify", "sslmode=require");
    }

    private static Optional<String> fromLibpq(Environment environment) {
        return environment
                .get("PGHOST")
                .map(host -> "jdbc:postgresql://" + host + ":"
                        + environment.get("PGPORT").orElse("5432") + "/"
                        + environment.get("PGDATABASE").orElse(""));
    }

    PostgresSinkConfig withConnections(int most) {
        return new PostgresSinkConfig(database, content, chunks, most, timeout);
    }
}

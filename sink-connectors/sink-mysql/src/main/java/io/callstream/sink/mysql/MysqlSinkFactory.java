package io.callstream.sink.mysql;

import io.callstream.events.EventKind;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.EventSink;
import io.callstream.sink.Repeats;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.jdbc.DatabaseAddress;
import io.callstream.sink.jdbc.DatabaseUrls;
import io.callstream.sink.jdbc.JdbcErasureSink;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Makes the {@code mysql} sink, for MySQL and MariaDB. */
public final class MysqlSinkFactory implements ErasureSinkFactory<MysqlSinkConfig> {
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(250);
    /** Migrations need two. */
    private static final int LEAST_CONNECTIONS = 2;

    private static final String DRIVER = "jdbc:mariadb:";
    /** MariaDB's driver speaks to both kinds of server; it takes MySQL's URLs under its own name only. */
    private static final DatabaseUrls URLS =
            new DatabaseUrls(DRIVER, Set.of("jdbc:mysql:"), Set.of("mysql", "mysql2", "mariadb"));

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public MysqlSinkConfig configure(SinkSettings settings) {
        Section section = settings.section();
        Duration timeout = section.duration("timeout", Duration.ofSeconds(10));
        if (timeout.compareTo(LEAST_TIMEOUT) < 0) {
            section.problem("timeout", "is shorter than 250ms");
        }
        return new MysqlSinkConfig(
                database(settings),
                section.flag("content", true),
                section.flag("chunks", true),
                section.integer("connections", LEAST_CONNECTIONS, LEAST_CONNECTIONS, 50),
                timeout.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : timeout);
    }

    private static DatabaseAddress database(SinkSettings settings) {
        Optional<String> url = settings.text("url", "MYSQL_URL", "MARIADB_URL").or(() -> fromParts(settings));
        Optional<String> user = settings.text("user", "MYSQL_USER", "MARIADB_USER");
        Optional<Secret> password = settings.secret("password", "MYSQL_PASSWORD", "MARIADB_PASSWORD");
        if (url.isEmpty()) {
            settings.section().problem("url", "is missing (or set MYSQL_URL, MARIADB_URL or MYSQL_HOST)");
        }
        try {
            return URLS.parse(url.orElse(DRIVER)).or(user, password);
        } catch (IllegalArgumentException e) {
            settings.section().problem("url", String.valueOf(e.getMessage()));
            return new DatabaseAddress(new Secret(DRIVER), user, password);
        }
    }

    private static Optional<String> fromParts(SinkSettings settings) {
        return settings.environment()
                .get("MYSQL_HOST")
                .map(host -> DRIVER + "//" + host + ":"
                        + settings.environment().get("MYSQL_PORT").orElse("3306") + "/"
                        + settings.environment().get("MYSQL_DATABASE").orElse(""));
    }

    @Override
    public BatchPolicy batching(MysqlSinkConfig config) {
        return BatchPolicy.of(1000, 8L << 20, Duration.ofMillis(200));
    }

    @Override
    public Repeats repeats(MysqlSinkConfig config) {
        return Repeats.MERGED;
    }

    /** Chunks are many and their calls repeat what they said; they are stored only if somebody asks for them. */
    @Override
    public Set<EventKind> defaultEvents() {
        return EnumSet.of(EventKind.PRE_CALL, EventKind.SUCCESS, EventKind.FAILURE);
    }

    @Override
    public Sink create(MysqlSinkConfig config, SinkContext context) {
        return new MysqlSink(Database.open(config, context.sinkName()), config);
    }

    @Override
    public EventSink<Erasure> createForErasures(MysqlSinkConfig config, SinkContext context, ErasureOutcomes outcomes) {
        return new JdbcErasureSink(
                Database.open(config.withConnections(LEAST_CONNECTIONS), context.sinkName()),
                new MysqlErasure(),
                new SqlFaults(),
                outcomes);
    }
}

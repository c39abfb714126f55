package io.callstream.sink.postgres;

import io.callstream.events.EventKind;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.AlertSinkFactory;
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

/** Makes the {@code postgres} sink. */
public final class PostgresSinkFactory
        implements AlertSinkFactory<PostgresSinkConfig>, ErasureSinkFactory<PostgresSinkConfig> {
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(250);
    /** Migrations need two. */
    private static final int LEAST_CONNECTIONS = 2;

    private static final String NOWHERE = "jdbc:postgresql:";
    private static final DatabaseUrls URLS = new DatabaseUrls(NOWHERE, Set.of(), Set.of("postgres", "postgresql"));

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public PostgresSinkConfig configure(SinkSettings settings) {
        Section section = settings.section();
        Duration timeout = section.duration("timeout", Duration.ofSeconds(10));
        if (timeout.compareTo(LEAST_TIMEOUT) < 0) {
            section.problem("timeout", "is shorter than 250ms");
        }
        return new PostgresSinkConfig(
                database(settings),
                section.flag("content", true),
                section.flag("chunks", true),
                section.integer("connections", 2, 2, 50),
                timeout.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : timeout);
    }

    private static DatabaseSchema database(SinkSettings settings) {
        Optional<String> url = settings.text("url", "DATABASE_URL", "POSTGRES_URL", "SUPABASE_DB_URL")
                .or(() -> fromLibpq(settings));
        Optional<String> user = settings.text("user", "PGUSER");
        Optional<Secret> password = settings.secret("password", "PGPASSWORD");
        String schema = settings.section().text("schema", "public");
        if (url.isEmpty()) {
            settings.section()
                    .problem("url", "is missing (or set DATABASE_URL, POSTGRES_URL, SUPABASE_DB_URL or PGHOST)");
        }
        try {
            return new DatabaseSchema(
                    URLS.parse(url.map(PostgresSinkFactory::spoken).orElse(NOWHERE))
                            .or(user, password),
                    schema);
        } catch (IllegalArgumentException e) {
            settings.section().problem("url", String.valueOf(e.getMessage()));
            return new DatabaseSchema(new DatabaseAddress(new Secret(NOWHERE), user, password), "public");
        }
    }

    /** Node's word for encryption without a check of certificates; the driver calls that {@code require}, as libpq does. */
    private static String spoken(String url) {
        return url.replace("sslmode=no-verify", "sslmode=require");
    }

    private static Optional<String> fromLibpq(SinkSettings settings) {
        return settings.environment()
                .get("PGHOST")
                .map(host -> "jdbc:postgresql://" + host + ":"
                        + settings.environment().get("PGPORT").orElse("5432") + "/"
                        + settings.environment().get("PGDATABASE").orElse(""));
    }

    @Override
    public BatchPolicy batching(PostgresSinkConfig config) {
        return BatchPolicy.of(1000, 8L << 20, Duration.ofMillis(200));
    }

    @Override
    public Repeats repeats(PostgresSinkConfig config) {
        return Repeats.MERGED;
    }

    /** Chunks are many and their calls repeat what they said; they are stored only if somebody asks for them. */
    @Override
    public Set<EventKind> defaultEvents() {
        return EnumSet.of(EventKind.PRE_CALL, EventKind.SUCCESS, EventKind.FAILURE);
    }

    @Override
    public Sink create(PostgresSinkConfig config, SinkContext context) {
        return new PostgresSink(Database.open(config, context.sinkName()), config);
    }

    @Override
    public EventSink<AlertEvent> createForAlerts(PostgresSinkConfig config, SinkContext context) {
        return new PostgresAlertSink(
                Database.open(config.withConnections(LEAST_CONNECTIONS), context.sinkName()), config);
    }

    @Override
    public EventSink<Erasure> createForErasures(
            PostgresSinkConfig config, SinkContext context, ErasureOutcomes outcomes) {
        return new JdbcErasureSink(
                Database.open(config.withConnections(LEAST_CONNECTIONS), context.sinkName()),
                new PostgresErasure(config.database().schema()),
                new SqlFaults(),
                outcomes);
    }
}

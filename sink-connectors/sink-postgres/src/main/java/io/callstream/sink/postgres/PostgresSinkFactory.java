package io.callstream.sink.postgres;

import io.callstream.events.EventKind;
import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
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
import io.callstream.sink.jdbc.JdbcErasureSink;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes the {@code postgres} sink. */
public final class PostgresSinkFactory
        implements AlertSinkFactory<PostgresSinkConfig>, ErasureSinkFactory<PostgresSinkConfig> {
    /** Migrations need two. */
    private static final int LEAST_CONNECTIONS = 2;

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(PostgresSinkConfig.class);
    }

    @Override
    public PostgresSinkConfig configure(SinkSettings settings) {
        return PostgresSinkConfig.read(settings);
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

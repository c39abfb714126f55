package io.callstream.sink.mysql;

import io.callstream.events.EventKind;
import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
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

/** Makes the {@code mysql} sink, for MySQL and MariaDB. */
public final class MysqlSinkFactory implements ErasureSinkFactory<MysqlSinkConfig> {
    /** Migrations need two. */
    private static final int LEAST_CONNECTIONS = 2;

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(MysqlSinkConfig.class);
    }

    @Override
    public MysqlSinkConfig configure(SinkSettings settings) {
        return MysqlSinkConfig.read(settings);
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

package io.callstream.sink.clickhouse;

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
import io.callstream.sink.http.HttpSender;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes the {@code clickhouse} sink. */
public final class ClickHouseSinkFactory implements ErasureSinkFactory<ClickHouseSinkConfig> {
    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(ServerAddress.class, ClickHouseSinkConfig.class);
    }

    @Override
    public ClickHouseSinkConfig configure(SinkSettings settings) {
        return ClickHouseSinkConfig.read(settings);
    }

    /** The server wants few large inserts: each makes a part on its disk that has to be merged. */
    @Override
    public BatchPolicy batching(ClickHouseSinkConfig config) {
        return BatchPolicy.of(10_000, 16L << 20, Duration.ofSeconds(1));
    }

    @Override
    public Repeats repeats(ClickHouseSinkConfig config) {
        return Repeats.MERGED;
    }

    /** Chunks are many and their calls repeat what they said; they are stored only if somebody asks for them. */
    @Override
    public Set<EventKind> defaultEvents() {
        return EnumSet.of(EventKind.PRE_CALL, EventKind.SUCCESS, EventKind.FAILURE);
    }

    @Override
    public Sink create(ClickHouseSinkConfig config, SinkContext context) {
        return new ClickHouseSink(server(config, context), config);
    }

    @Override
    public EventSink<Erasure> createForErasures(
            ClickHouseSinkConfig config, SinkContext context, ErasureOutcomes outcomes) {
        return new ClickHouseErasureSink(server(config, context), new SubjectRows(config.database()), outcomes);
    }

    private static Server server(ClickHouseSinkConfig config, SinkContext context) {
        Server server = new Server(config.server(), new HttpSender(config.http(), context.clock()));
        if (config.migrate()) {
            try {
                new Migrations(server, config.database()).apply();
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        }
        return server;
    }
}

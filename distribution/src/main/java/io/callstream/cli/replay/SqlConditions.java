package io.callstream.cli.replay;

import io.callstream.cli.config.Connections;
import io.callstream.cli.sql.ScratchFolder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.time.TimeSpan;
import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.Matches;
import io.callstream.replay.plan.ReplayRefusedException;
import io.callstream.sql.engine.SqlResult;
import io.callstream.sql.engine.SqlSession;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.table.TableCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds records by a SQL expression, with the engine of {@code callstream sql}. An expression is evaluated once for each topic that
 * is replayed, so it may name only columns that all of them have.
 *
 * @param connections where topics and schemas are
 */
public record SqlConditions(Connections connections) implements Conditions {
    private static final long MEMORY = 256L << 20;

    @Override
    public Matches find(String expression, List<PartitionRange> ranges, Optional<Instant> since) {
        Matches matches = new Matches(ranges);
        TimeSpan span = new TimeSpan(since, Optional.empty());
        try (ScratchFolder scratch = ScratchFolder.in(null);
                SqlSession session = session(new SqlOptions(
                        span, MEMORY, Runtime.getRuntime().availableProcessors(), scratch.path(), false))) {
            ranges.stream()
                    .map(range -> range.partition().topic())
                    .distinct()
                    .forEach(topic -> find(session, expression, topic, matches));
            return matches;
        } catch (SqlException e) {
            if (e.usersDoing()) {
                throw new ReplayRefusedException("--where " + expression + ": " + e.getMessage());
            }
            throw e;
        }
    }

    private SqlSession session(SqlOptions options) {
        RegistryWriterSchemas schemas = new RegistryWriterSchemas(RegistryClients.connect(
                connections.registry().url(), connections.registry().properties()));
        return SqlSession.open(connections.kafka(), schemas, TableCatalogue.builtIn(), options);
    }

    private static void find(SqlSession session, String expression, String topic, Matches matches) {
        String table = TableCatalogue.builtIn()
                .tableOf(topic)
                .orElseThrow(() -> new IllegalStateException("topic " + topic + " is no table"));
        alone(session, expression, table);
        // On lines of its own, so that a comment at its end closes nothing else.
        String statement = "SELECT kafka_partition, kafka_offset FROM " + table + " WHERE (\n" + expression + "\n)";
        try (SqlResult result = session.run(statement)) {
            for (Optional<List<@Nullable Object>> row = result.next(); row.isPresent(); row = result.next()) {
                matches.add(
                        new TopicPartition(topic, (int) number(row.get().get(0))),
                        number(row.get().get(1)));
            }
        }
    }

    /** What is right between brackets of both kinds closes neither: {@code 1=1) OR (1=1} is no expression, and would choose more than it says. */
    private static void alone(SqlSession session, String expression, String table) {
        session.run("EXPLAIN SELECT [\n" + expression + "\n] FROM " + table).close();
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : -1;
    }
}

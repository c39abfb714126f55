package io.callstream.console.sql;

import io.callstream.console.web.WebException;
import io.callstream.events.codec.WriterSchemas;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.ReadRequestException;
import io.callstream.settings.KafkaSettings;
import io.callstream.sql.engine.SqlResult;
import io.callstream.sql.engine.SqlSession;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.table.TableCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements, a few at once, each in an engine of its own that reads no file of this machine; what takes too long is ended. Safe for
 * use by several threads.
 */
public final class Statements implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 2;
    private static final int THREADS = 2;
    private static final String AWAY = "Kafka does not give what the statement reads: ";

    private final KafkaSettings kafka;
    private final WriterSchemas schemas;
    private final Path folder;
    private final long memory;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "console-sql-clock");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param folder for what does not fit into memory
     * @param memory most memory of a statement, in bytes
     */
    public Statements(KafkaSettings kafka, WriterSchemas schemas, Path folder, long memory) {
        this.kafka = kafka;
        this.schemas = schemas;
        this.folder = folder;
        this.memory = memory;
    }

    /** A statement under way, and why it was ended before its end. */
    private record Running(SqlSession session, AtomicReference<@Nullable WebException> why) {
        void end(WebException because) {
            why.compareAndSet(null, because);
            session.cancel();
        }
    }

    /** What a statement read. */
    record Read(long records, long unreadable, long millis, Optional<String> note) {}

    Read run(Statement statement, RowTaker taker) throws IOException {
        if (!room.tryAcquire()) {
            throw new WebException(429, AT_ONCE + " statements are running; wait for one, or cancel it");
        }
        long begun = System.nanoTime();
        try (SqlSession session = open(statement)) {
            return run(session, statement, taker, begun);
        } catch (ReadRequestException | ReadFailedException e) {
            throw new WebException(503, AWAY + e.getMessage());
        } finally {
            room.release();
        }
    }

    private SqlSession open(Statement statement) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the SQL engine cannot be made", e);
        }
        return SqlSession.open(
                kafka,
                schemas,
                TableCatalogue.builtIn(),
                new SqlOptions(statement.span(), memory, THREADS, folder, false));
    }

    private Read run(SqlSession session, Statement statement, RowTaker taker, long begun) throws IOException {
        Running run = new Running(session, new AtomicReference<>());
        running.put(statement.id(), run);
        Future<?> end = clock.schedule(() -> run.end(tooLong()), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try (SqlResult result = session.run(statement.sql())) {
            taker.columns(result.columns());
            long rows = 0;
            Optional<List<@Nullable Object>> row = result.next();
            while (row.isPresent() && rows++ < statement.limit() && taker.row(row.get())) {
                row = result.next();
            }
            return new Read(
                    session.monitor().progress().records(),
                    session.monitor().unreadableCount(),
                    (System.nanoTime() - begun) / 1_000_000,
                    session.callsNote());
        } catch (SqlException e) {
            WebException ended = run.why().get();
            throw ended == null ? new WebException(e.usersDoing() ? 400 : 422, text(e)) : ended;
        } finally {
            end.cancel(false);
            running.remove(statement.id());
        }
    }

    private static WebException tooLong() {
        return new WebException(
                408,
                "the statement took longer than " + PATIENCE.toSeconds()
                        + " s and was ended (read less: a shorter time, or callstream sql on the command line)");
    }

    private static String text(SqlException e) {
        return e.getMessage() + e.marked().map(marked -> "\n" + marked).orElse("");
    }

    /** @return whether there was such a statement */
    boolean cancel(String id) {
        Running run = running.get(id);
        if (run != null) {
            run.end(new WebException(409, "the statement was cancelled"));
        }
        return run != null;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        running.values().forEach(run -> run.end(new WebException(503, "the console is stopping")));
    }
}

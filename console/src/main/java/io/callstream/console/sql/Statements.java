package io.callstream.console.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import io.callstream.console.web.WebException;
import io.callstream.sql.query.ResultColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements, a few at once, each in a process that does nothing else meanwhile; what takes too long is ended with its process. One
 * that is done stays for a minute, for the next. Safe for use by several threads.
 */
public final class Statements implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 2;

    private final EngineSetUp setUp;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Deque<EngineProcess> idle = new ConcurrentLinkedDeque<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "console-sql-clock");
        thread.setDaemon(true);
        return thread;
    });

    public Statements(EngineSetUp setUp) {
        this.setUp = setUp;
        EngineFolder.clear(setUp.folder());
    }

    /** A statement under way, and why it was ended, be it that it is done. */
    private record Running(EngineProcess engine, AtomicReference<@Nullable WebException> why) {
        void end(WebException because) {
            if (why.compareAndSet(null, because)) {
                engine.close();
            }
        }

        /** Whether nobody has ended it before. */
        boolean done() {
            return why.compareAndSet(null, new WebException(Frames.OK, "it is done"));
        }

        WebException failed() {
            WebException because = why.get();
            return because == null ? engine.ended() : because;
        }
    }

    /** Somebody is about to ask: an engine starts meanwhile. */
    void expect() {
        if (idle.isEmpty() && running.isEmpty()) {
            Thread starting = new Thread(() -> keep(engine()), "console-sql-start");
            starting.setDaemon(true);
            starting.start();
        }
    }

    /** The rows of the answer, as JSON. */
    byte[] rows(Statement statement) {
        return ask(statement, statement.json()).json();
    }

    /**
     * Writes the rows to a file, and tells its columns.
     *
     * @param people whether people get it, not a program
     */
    List<ResultColumn> file(Statement statement, Path file, boolean people) {
        ObjectNode question = statement.json().put("file", file.toString()).put("people", people);
        return StatementProcess.columns(ask(statement, question).object());
    }

    private Frames.Frame ask(Statement statement, ObjectNode question) {
        if (!room.tryAcquire()) {
            throw new WebException(429, AT_ONCE + " statements are running; wait for one, or cancel it");
        }
        try {
            Frames.Frame answer = run(statement.id(), question);
            if (answer.status() != Frames.OK) {
                throw new WebException(
                        answer.status(), answer.object().path("words").asText());
            }
            return answer;
        } finally {
            room.release();
        }
    }

    private Frames.Frame run(String id, ObjectNode question) {
        EngineProcess engine = engine();
        Running run = new Running(engine, new AtomicReference<>());
        running.put(id, run);
        Future<?> end = clock.schedule(() -> run.end(tooLong()), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            Frames.Frame answer = engine.ask(Json.bytes(question));
            if (!run.done()) {
                throw run.failed();
            }
            keepOrEnd(engine, answer);
            return answer;
        } catch (IOException e) {
            WebException failed = run.failed();
            engine.close();
            throw failed;
        } finally {
            end.cancel(false);
            running.remove(id);
        }
    }

    /** One that is there, or another. */
    private EngineProcess engine() {
        for (EngineProcess kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (kept.alive()) {
                return kept;
            }
        }
        try {
            return EngineProcess.start(setUp);
        } catch (IOException e) {
            throw new UncheckedIOException("the SQL engine cannot be started", e);
        }
    }

    /** Where a statement has failed, what it took is not all given back: the next one begins in another process. */
    private void keepOrEnd(EngineProcess engine, Frames.Frame answer) {
        if (answer.status() == Frames.OK) {
            keep(engine);
        } else {
            engine.close();
        }
    }

    private void keep(EngineProcess engine) {
        idle.push(engine);
        try {
            clock.schedule(() -> endIdle(engine), IDLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // the console is stopping
            endIdle(engine);
        }
    }

    /** It may be at work again; then it is not among the idle. */
    private void endIdle(EngineProcess engine) {
        if (idle.remove(engine)) {
            engine.close();
        }
    }

    private static WebException tooLong() {
        return new WebException(
                408,
                "the statement took longer than " + PATIENCE.toSeconds()
                        + " s and was ended (read less: a shorter time, or callstream sql on the command line)");
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
        idle.forEach(this::endIdle);
    }
}

package io.callstream.spool.ship;

import io.callstream.spool.SpoolKind;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's ids of the schemas that spooled records were written with. Known ones come from disk at once; a
 * thread in the background asks for the others, and asks once more for the known ones, until the registry answers.
 */
final class SchemaIds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SchemaIds.class);
    private static final long FIRST_RETRY_MILLIS = 250;
    private static final long LAST_RETRY_MILLIS = 15_000;
    private static final long ASK_AGAIN_SECONDS = 30;

    private final SchemaRegistrar registrar;
    private final SchemaIdCache cache;
    private final Map<WrittenAs, Integer> ids = new ConcurrentHashMap<>();
    private final Set<WrittenAs> unanswered = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService asking;

    SchemaIds(SchemaRegistrar registrar, SchemaIdCache cache) {
        this.registrar = registrar;
        this.cache = cache;
        this.asking = executor();
    }

    /** Starts asking for schemas that will be needed. */
    void start(Set<WrittenAs> current) {
        ids.putAll(cache.read());
        unanswered.addAll(current);
        asking.execute(() -> ask(FIRST_RETRY_MILLIS));
        asking.scheduleWithFixedDelay(() -> askAgain(current), ASK_AGAIN_SECONDS, ASK_AGAIN_SECONDS, TimeUnit.SECONDS);
    }

    /** The id, or null while it is not known; asking for it is then under way. */
    @Nullable Integer find(WrittenAs schema) {
        Integer id = ids.get(schema);
        if (id == null && unanswered.add(schema)) {
            asking.execute(() -> ask(FIRST_RETRY_MILLIS));
        }
        return id;
    }

    /** Whether the spool still has the schema's text; without text and id a record cannot be sent by anyone. */
    boolean lost(WrittenAs schema) {
        return !ids.containsKey(schema) && !registrar.knows(schema);
    }

    @Override
    public void close() {
        asking.shutdown(); // not at once: an interrupted write would lose the cache
    }

    private static ScheduledExecutorService executor() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ship-schemas");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    private void ask(long retryMillis) {
        String failure = null;
        for (WrittenAs schema : unanswered) {
            try {
                if (registrar.knows(schema)) {
                    answer(schema, registrar.ask(schema));
                }
                unanswered.remove(schema);
            } catch (IOException e) {
                failure = e.getMessage();
            }
        }
        if (failure != null && !asking.isShutdown()) {
            log.warn(
                    "schema ids not known yet: schemas={} retry_ms={} error={}",
                    unanswered.size(),
                    retryMillis,
                    failure);
            long next = Math.min(LAST_RETRY_MILLIS, 2 * retryMillis);
            asking.schedule(() -> ask(next), retryMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** A registry that lost its schemas, or has them under new ids, is noticed while everything seems well. */
    void askAgain(Set<WrittenAs> known) {
        registrar.forget();
        for (WrittenAs schema : known) {
            try {
                answer(schema, registrar.askAgain(schema));
            } catch (IOException | RuntimeException e) {
                // The known id serves on: the registry may be away for a while.
                log.debug(
                        "schema id not asked again: kind={} error={}",
                        schema.kind().word(),
                        e.toString());
            }
        }
    }

    private void answer(WrittenAs schema, int id) {
        Integer before = ids.put(schema, id);
        if (before == null || before != id) {
            cache.write(ids);
        }
        if (before != null && before != id) {
            log.warn(
                    "schema id changed in the registry: kind={} before={} now={}",
                    schema.kind().word(),
                    before,
                    id);
        }
    }

    /** A schema as records of one kind were written with it. */
    record WrittenAs(SpoolKind kind, long fingerprint) {}
}

package io.callstream.console.calls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.EventStream;
import io.callstream.console.web.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Sends calls to every browser that watches, as they come. One that wants more than it can be shown gets a sample, and is told of how many.
 * Safe for use by several threads.
 */
public final class LiveCalls implements AutoCloseable {
    /** More than this in a quarter of a second nobody can read: what 400 calls a second make, each with a beginning and an end. */
    private static final int MOST_ROWS = 200;

    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final int MOST_VIEWERS = 500;

    private final Set<Watching> watching = ConcurrentHashMap.newKeySet();
    private final Predicate<CallRow> shown;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "console-beats");
        thread.setDaemon(true);
        return thread;
    });

    /** @param shown whether a call may be shown to anybody */
    public LiveCalls(Predicate<CallRow> shown) {
        this.shown = shown;
        beats.scheduleAtFixedRate(
                () -> watching.forEach(each -> each.stream.beat()),
                BEAT.toMillis(),
                BEAT.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static final class Watching {
        private final EventStream stream;
        private final CallFilter filter;
        private long left;

        Watching(EventStream stream, CallFilter filter) {
            this.stream = stream;
            this.filter = filter;
        }
    }

    /** @return whether there is room for one more */
    boolean watch(EventStream stream, CallFilter filter) {
        if (watching.size() >= MOST_VIEWERS) {
            return false;
        }
        Watching one = new Watching(stream, filter);
        watching.add(one);
        stream.onEnd(() -> watching.remove(one));
        stream.beat();
        return true;
    }

    int watching() {
        return watching.size();
    }

    /** Called by one thread. */
    public void tell(List<CallRow> fresh) {
        if (watching.isEmpty()) {
            return;
        }
        List<CallRow> rows = fresh.stream().filter(shown).toList();
        Map<CallRow, ObjectNode> json = new IdentityHashMap<>();
        watching.forEach(each -> tell(each, rows, json));
    }

    private static void tell(Watching one, List<CallRow> rows, Map<CallRow, ObjectNode> json) {
        List<CallRow> wanted = rows.stream().filter(one.filter).toList();
        if (wanted.isEmpty()) {
            return;
        }
        List<CallRow> sample = sample(wanted);
        ObjectNode message = Json.object();
        ArrayNode list = message.putArray("rows");
        sample.forEach(row -> list.add(json.computeIfAbsent(row, CallRow::json)));
        message.put("left_out", one.left + wanted.size() - sample.size());
        boolean sent = one.stream.send("calls", Json.bytes(message));
        one.left = sent ? 0 : one.left + wanted.size();
    }

    /** Evenly, so that the slow and the failed are among them as often as they are there. */
    private static List<CallRow> sample(List<CallRow> rows) {
        if (rows.size() <= MOST_ROWS) {
            return rows;
        }
        List<CallRow> some = new ArrayList<>(MOST_ROWS);
        for (int i = 0; i < MOST_ROWS; i++) {
            some.add(rows.get((int) ((long) i * rows.size() / MOST_ROWS)));
        }
        return some;
    }

    @Override
    public void close() {
        beats.shutdownNow();
        watching.forEach(each -> each.stream.finish());
    }
}

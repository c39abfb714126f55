package io.callstream.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a table holds. While its topic is read from the beginning, the content from before stays: a key that was removed while nobody
 * looked is missing from the topic, and can be told by that only at its end. Safe for all threads.
 */
final class TableMemory implements Follower {
    private static final Logger log = LoggerFactory.getLogger(TableMemory.class);

    private final String table;
    private final ConcurrentMap<String, byte[]> values = new ConcurrentHashMap<>();
    private final List<TableListener> listeners = new ArrayList<>();
    private final Consumer<Map<String, byte[]>> changed;
    private @Nullable Map<String, byte[]> fresh;

    /** @param changed is given the content after each change of it; must not take long */
    TableMemory(String table, Map<String, byte[]> known, Consumer<Map<String, byte[]>> changed) {
        this.table = table;
        this.changed = changed;
        values.putAll(known);
    }

    ConcurrentMap<String, byte[]> values() {
        return values;
    }

    synchronized void listen(TableListener listener) {
        listeners.add(listener);
        values.forEach((key, value) -> tell(listener, key, value));
    }

    @Override
    public synchronized void begin() {
        fresh = new HashMap<>();
    }

    @Override
    public synchronized void record(String key, byte @Nullable [] value) {
        Map<String, byte[]> reading = fresh;
        if (reading == null) {
            set(key, value);
        } else if (value == null) {
            reading.remove(key);
        } else {
            reading.put(key, value);
        }
    }

    @Override
    public synchronized void caughtUp() {
        Map<String, byte[]> read = fresh;
        if (read == null) {
            return;
        }
        fresh = null;
        List<String> gone =
                values.keySet().stream().filter(key -> !read.containsKey(key)).toList();
        gone.forEach(key -> set(key, null));
        read.forEach((key, value) -> {
            if (!Arrays.equals(values.get(key), value)) {
                set(key, value);
            }
        });
    }

    private void set(String key, byte @Nullable [] value) {
        if (value == null) {
            if (values.remove(key) == null) {
                return;
            }
        } else {
            values.put(key, value);
        }
        listeners.forEach(listener -> tell(listener, key, value));
        changed.accept(values);
    }

    private void tell(TableListener listener, String key, byte @Nullable [] value) {
        try {
            listener.changed(key, value);
        } catch (RuntimeException e) { // a value that one reader cannot read must not keep the others from theirs
            StackTraceElement[] frames = e.getStackTrace(); // not its message, which may hold content
            log.error(
                    "a change of table {} could not be taken over: {} at {}",
                    table,
                    e.getClass().getName(),
                    frames.length == 0 ? "unknown" : frames[0]);
        }
    }
}

package io.callstream.analytics.alert;

import io.callstream.analytics.rule.AlertRule;
import io.callstream.analytics.window.WindowRows;
import io.callstream.analytics.window.WindowSums;
import io.callstream.events.CallRecord;
import io.callstream.events.WindowRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A rule's window in twenty parts, so that it slides on without keeping every call. For the task's thread. */
final class Buckets {
    private static final int PARTS = 20;

    private final KeyValueStore<String, WindowRecord> store;

    Buckets(KeyValueStore<String, WindowRecord> store) {
        this.store = store;
    }

    /**
     * Adds a call by its own time; one of before the window, as a spool may bring, is about then and not about now.
     *
     * @return whether it was added
     */
    boolean add(String group, AlertRule rule, CallRecord call, long now) {
        long time = Math.min(call.getEventTime().toEpochMilli(), now);
        long part = part(rule);
        if (time < oldest(rule, now)) {
            return false;
        }
        String key = key(group, time - Math.floorMod(time, part));
        WindowRecord one = WindowRows.of(call);
        WindowRecord before = store.get(key);
        store.put(key, before == null ? one : WindowSums.sum(before, one));
        return true;
    }

    /** What happened within the window; null when nothing did. Older parts are removed. */
    @Nullable WindowRecord sum(String group, AlertRule rule, long now) {
        WindowRecord sum = null;
        List<String> old = new ArrayList<>();
        String oldest = key(group, oldest(rule, now));
        try (KeyValueIterator<String, WindowRecord> parts = store.range(group + "#", group + "$")) {
            while (parts.hasNext()) {
                var each = parts.next();
                if (each.key.compareTo(oldest) < 0) {
                    old.add(each.key);
                } else {
                    sum = sum == null ? each.value : WindowSums.sum(sum, each.value);
                }
            }
        }
        old.forEach(store::delete);
        return sum;
    }

    /** Removes everything of a group. */
    void forget(String group) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, WindowRecord> parts = store.range(group + "#", group + "$")) {
            parts.forEachRemaining(each -> keys.add(each.key));
        }
        keys.forEach(store::delete);
    }

    private static long part(AlertRule rule) {
        return Math.max(Duration.ofSeconds(1).toMillis(), rule.window().toMillis() / PARTS);
    }

    private static long oldest(AlertRule rule, long now) {
        long part = part(rule);
        long from = now - rule.window().toMillis();
        return from - Math.floorMod(from, part);
    }

    private static String key(String group, long time) {
        return group + "#" + String.format("%013x", Math.max(0, time));
    }
}

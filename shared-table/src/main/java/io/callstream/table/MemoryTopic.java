package io.callstream.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands for Kafka in tests: the tables that are opened on it share what is written, at once. Safe for all threads. */
public final class MemoryTopic {
    private final Map<String, byte[]> content = new ConcurrentHashMap<>();
    private final List<Follower> followers = new ArrayList<>();
    private boolean away;

    /** Another process's table; it knows what has been written before. */
    public synchronized MemoryTable table() {
        MemoryTable table = new MemoryTable(this, content);
        followers.add(table.memory());
        return table;
    }

    /** From now on writes fail, and nobody hears of anything. */
    public synchronized void goAway() {
        away = true;
    }

    public synchronized void comeBack() {
        away = false;
    }

    synchronized void follow(Follower follower) {
        follower.begin();
        content.forEach(follower::record);
        follower.caughtUp();
        followers.add(follower);
    }

    synchronized void write(String key, byte @Nullable [] value) {
        if (away) {
            throw new TableUnavailableException("Kafka at nowhere did not take a change of memory: it is away");
        }
        if (value == null) {
            content.remove(key);
        } else {
            content.put(key, value);
        }
        followers.forEach(follower -> {
            follower.record(key, value);
            follower.caughtUp();
        });
    }
}

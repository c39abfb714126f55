package io.callstream.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** Writes that Kafka has and that this process has not read back yet. Safe for all threads. */
final class PendingWrites {
    private final Map<Integer, PriorityQueue<Written>> waiting = new HashMap<>();
    private final Map<Integer, Long> read = new HashMap<>();

    private record Written(long offset, CompletableFuture<Void> seen) {}

    /** Written there. The future ends when the record has been read. */
    void written(int partition, long offset, CompletableFuture<Void> seen) {
        synchronized (this) {
            if (read.getOrDefault(partition, 0L) <= offset) {
                waiting.computeIfAbsent(
                                partition, none -> new PriorityQueue<>(Comparator.comparingLong(Written::offset)))
                        .add(new Written(offset, seen));
                return;
            }
        }
        seen.complete(null);
    }

    /** Everything before this offset has been read, and taken over. */
    void read(int partition, long next) {
        List<Written> done = new ArrayList<>();
        synchronized (this) {
            read.put(partition, next);
            PriorityQueue<Written> queue = waiting.get(partition);
            while (queue != null && !queue.isEmpty() && queue.element().offset() < next) {
                done.add(queue.remove());
            }
        }
        done.forEach(each -> each.seen().complete(null));
    }
}

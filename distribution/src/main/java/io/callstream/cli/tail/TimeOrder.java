package io.callstream.cli.tail;

import io.callstream.sink.CallEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts the events of many partitions in the order in which they happened. While a partition has more to give, nothing later
 * than its last event goes out; once all are read to their end, an event waits a moment for those that may still come
 * before it. What that cannot put right, such as a gateway that shipped late, comes as it comes. For one thread.
 */
final class TimeOrder {
    /** So that a topic of any length is shown with a bounded memory. */
    private static final int MOST_WAITING = 20_000;

    private static final long MOMENT_NANOS = 300_000_000L;

    private final EventWatcher watcher;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Instant> read = new HashMap<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::at).thenComparingLong(Waiting::number));
    private long number;

    /** @param number tells events of one instant apart: they stay in the order in which they were read */
    private record Waiting(CallEvent event, Instant at, long number, long arrivedNanos) {}

    TimeOrder(EventWatcher watcher, LongSupplier nanoTime) {
        this.watcher = watcher;
        this.nanoTime = nanoTime;
    }

    void add(TopicPartition from, CallEvent event) {
        waiting.add(new Waiting(event, event.eventTime(), number++, nanoTime.getAsLong()));
        read.merge(from, event.eventTime(), (before, now) -> now.isAfter(before) ? now : before);
    }

    /** @param behind partitions of which more can be read at once */
    void release(Collection<TopicPartition> behind) {
        Instant until = behind.stream()
                .map(partition -> read.getOrDefault(partition, Instant.MIN))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        long arrivedBefore = behind.isEmpty() ? nanoTime.getAsLong() - MOMENT_NANOS : Long.MAX_VALUE;
        for (Waiting next = waiting.peek(); next != null && due(next, until, arrivedBefore); next = waiting.peek()) {
            watcher.event(waiting.remove().event());
        }
    }

    private boolean due(Waiting next, Instant until, long arrivedBefore) {
        boolean timely = !next.at().isAfter(until) && next.arrivedNanos() - arrivedBefore <= 0;
        return timely || waiting.size() > MOST_WAITING;
    }
}

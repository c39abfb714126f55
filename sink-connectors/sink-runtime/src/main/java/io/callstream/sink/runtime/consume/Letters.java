package io.callstream.sink.runtime.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/** How many deliveries only wait for their dead letters to be kept, by partition. Safe for use by several threads. */
final class Letters {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private final Map<TopicPartition, Integer> waiting = new ConcurrentHashMap<>();

    void begin(Collection<TopicPartition> partitions) {
        change(partitions, 1);
    }

    void end(Collection<TopicPartition> partitions) {
        change(partitions, -1);
    }

    private void change(Collection<TopicPartition> partitions, int by) {
        lock.lock();
        try {
            partitions.forEach(partition -> waiting.merge(partition, by, Integer::sum));
            waiting.values().removeIf(count -> count == 0);
            if (waiting.isEmpty()) {
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Asked before every record is read, so it waits for nobody. */
    int of(TopicPartition partition) {
        return waiting.getOrDefault(partition, 0);
    }

    /** Waits until there are none, or the time is up. */
    void awaitNone(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!waiting.isEmpty() && left > 0) {
                left = none.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}

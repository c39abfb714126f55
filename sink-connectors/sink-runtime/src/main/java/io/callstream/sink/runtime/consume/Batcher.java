package io.callstream.sink.runtime.consume;

import io.callstream.sink.BatchPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Gathers events until there are enough of them, or the first has waited long enough. For the polling thread. */
final class Batcher {
    private final BatchPolicy policy;
    private final Clock clock;
    private final Deque<Gathered> waiting = new ArrayDeque<>();
    private long bytes;

    Batcher(BatchPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    private record Gathered(InFlightEvent inFlightEvent, Instant since) {}

    void add(InFlightEvent inFlightEvent) {
        waiting.add(new Gathered(inFlightEvent, clock.instant()));
        bytes += inFlightEvent.pendingEvent().bytes();
    }

    /** Takes back what was handed out and has not come to its end; it goes first again. */
    void putBack(List<InFlightEvent> returned) {
        for (int i = returned.size() - 1; i >= 0; i--) {
            waiting.addFirst(new Gathered(returned.get(i), clock.instant()));
            bytes += returned.get(i).pendingEvent().bytes();
        }
    }

    /** Whether a batch is full, or its first event has waited long enough. */
    boolean ready() {
        Gathered first = waiting.peek();
        return first != null && (full() || !first.since().plus(policy.maxWait()).isAfter(clock.instant()));
    }

    /** Whether the next batch would not grow by waiting. */
    boolean full() {
        return waiting.size() >= policy.maxEvents() || bytes >= policy.maxBytes();
    }

    /** The next batch, in order, within the policy's bounds; at least one event when there is one. */
    List<InFlightEvent> next() {
        List<InFlightEvent> batch = new ArrayList<>();
        long size = 0;
        Gathered first = waiting.peek();
        while (first != null
                && batch.size() < policy.maxEvents()
                && (batch.isEmpty()
                        || size + first.inFlightEvent().pendingEvent().bytes() <= policy.maxBytes())) {
            waiting.remove();
            batch.add(first.inFlightEvent());
            size += first.inFlightEvent().pendingEvent().bytes();
            first = waiting.peek();
        }
        bytes -= size;
        return batch;
    }

    /** Leaves out what was read from partitions that are not ours any more. */
    void drop(Collection<TopicPartition> lost) {
        waiting.removeIf(gathered -> {
            boolean gone = lost.contains(gathered.inFlightEvent().partition());
            if (gone) {
                bytes -= gathered.inFlightEvent().pendingEvent().bytes();
            }
            return gone;
        });
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    int events() {
        return waiting.size();
    }
}

package io.callstream.replay.plan;

import io.callstream.sink.BatchPolicy;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a replay is going to deliver.
 *
 * @param kinds how many events, by the word of their kind; every kind that was asked for, in the order of the words
 * @param bytes their size in the topics
 * @param from when Kafka got the first, or the time that was asked for
 * @param to when Kafka got the last, or the time that was asked for; without one, when it was planned
 * @param requests how many requests to the destination are expected
 */
public record PlanCounts(
        Map<String, Long> kinds, long bytes, Optional<Instant> from, Optional<Instant> to, long requests) {
    public PlanCounts {
        kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
    }

    public long total() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many requests so much makes, as few as the policy allows: batches that time alone ends are smaller. */
    static long requests(long records, long bytes, BatchPolicy policy) {
        long byEvents = -Math.floorDiv(-records, (long) policy.maxEvents());
        long byBytes = -Math.floorDiv(-bytes, policy.maxBytes());
        return Math.min(records, Math.max(byEvents, byBytes));
    }
}

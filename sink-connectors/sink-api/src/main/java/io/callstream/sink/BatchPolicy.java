package io.callstream.sink;

import java.time.Duration;

/**
 * How a sink wants its events gathered.
 *
 * @param maxEvents most events in one batch
 * @param maxBytes most bytes in one batch, by the events' size in the topic; a larger event comes alone
 * @param maxWait longest time an event waits for others
 * @param concurrency most batches under way at once
 * @param maxAge events older than this are dropped and counted, because the destination refuses them; zero for none
 */
public record BatchPolicy(int maxEvents, long maxBytes, Duration maxWait, int concurrency, Duration maxAge) {
    public BatchPolicy {
        if (maxEvents < 1 || maxBytes < 1 || concurrency < 1 || maxWait.isNegative() || maxAge.isNegative()) {
            throw new IllegalArgumentException("a batch holds at least one event and byte, one at a time: " + maxEvents
                    + " events, " + maxBytes + " bytes, " + concurrency + " at once");
        }
    }

    /** Batches one after another, without an age limit. */
    public static BatchPolicy of(int maxEvents, long maxBytes, Duration maxWait) {
        return new BatchPolicy(maxEvents, maxBytes, maxWait, 1, Duration.ZERO);
    }

    public BatchPolicy withConcurrency(int batchesAtOnce) {
        return new BatchPolicy(maxEvents, maxBytes, maxWait, batchesAtOnce, maxAge);
    }

    public BatchPolicy withMaxAge(Duration age) {
        return new BatchPolicy(maxEvents, maxBytes, maxWait, concurrency, age);
    }
}

package io.callstream.sink.runtime.consume;

import java.time.Instant;
import java.util.Optional;

/**
 * How much a loop has before it.
 *
 * @param lag records of the assigned partitions that have not come to their end, read or not
 * @param oldest when the broker took the oldest record that was fetched and has not come to its end; empty if all have
 * @param batchesInFlight batches that the sink has now
 * @param bytes size of the events that are held in memory
 * @param partitions how many are assigned; 0 when other copies have them all, or the topics are missing
 */
public record Load(long lag, Optional<Instant> oldest, int batchesInFlight, long bytes, int partitions) {
    /** Nothing is known. */
    public static final Load NONE = new Load(0, Optional.empty(), 0, 0, 0);
}

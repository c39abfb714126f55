package io.callstream.sink.runtime.observe;

import java.time.Instant;
import java.util.Map;

/**
 * How a sink is doing.
 *
 * @param state what it does now
 * @param reason why it waits, is held or failed; empty otherwise
 * @param since when that began
 * @param lag records of its partitions that have not come to their end
 * @param lagSeconds age of the oldest record that was fetched and has not come to its end; 0 when none is
 * @param delivered events that have arrived, since the start
 * @param deadLettered events that were refused for good, unreadable ones included
 * @param quarantined those of them that had brought the process down too often
 * @param retriesByReason tries that failed because the destination was away or busy
 * @param dropped events that were too old for the destination
 * @param filtered events that the sink was not to see
 * @param missing events that were gone from their topics before they were read
 * @param sending what goes to the destination now
 */
public record SinkStatus(
        State state,
        String reason,
        Instant since,
        long lag,
        double lagSeconds,
        long delivered,
        long deadLettered,
        long quarantined,
        Map<String, Long> retriesByReason,
        long dropped,
        long filtered,
        long missing,
        Sending sending) {
    public SinkStatus {
        retriesByReason = Map.copyOf(retriesByReason);
    }

    /**
     * What goes to the destination now.
     *
     * @param batchesInFlight batches that the sink has
     * @param concurrencyLimit requests that the destination gets at once, at most
     * @param meanBatchEvents events in a request, on average since the start
     * @param partitions how many of the topics' partitions are read here; the others by other copies of the sink
     */
    public record Sending(int batchesInFlight, int concurrencyLimit, double meanBatchEvents, int partitions) {}

    /** What a sink can be doing. */
    public enum State {
        STARTING,
        /** Delivering, or waiting for events. */
        RUNNING,
        /** The destination, Kafka or the registry is away; it tries again. */
        WAITING,
        /** Nothing can be delivered until somebody changes something. */
        HELD,
        STOPPED
    }

    /** Tries that failed for any reason. */
    public long retries() {
        return retriesByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether a supervisor should be content: an outage elsewhere is no reason to restart a sink. */
    public boolean healthy() {
        return state == State.RUNNING || state == State.WAITING || state == State.STARTING;
    }
}

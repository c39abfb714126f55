package io.callstream.sink.runtime.observe;

import java.time.Instant;
import java.util.Map;

/**
 * How a sink is doing.
 *
 * @param state what it does now
 * @param reason why it waits, is held or failed; empty otherwise
 * @param since when that began
 * @param lag what is still to do
 * @param counts how events ended
 * @param retriesByReason tries that failed because the destination was away or busy
 * @param sending what goes to the destination now
 */
public record SinkStatus(
        State state,
        String reason,
        Instant since,
        Lag lag,
        Counts counts,
        Map<String, Long> retriesByReason,
        Sending sending) {
    public SinkStatus {
        retriesByReason = Map.copyOf(retriesByReason);
    }

    /**
     * What is still to do.
     *
     * @param records records of its partitions that have not come to their end
     * @param seconds age of the oldest record that was fetched and has not come to its end; 0 when none is
     */
    public record Lag(long records, double seconds) {}

    /**
     * How events ended, since the start.
     *
     * @param delivered events that have arrived
     * @param deadLettered events that were refused for good, unreadable ones included
     * @param quarantined those of them that had brought the process down too often
     * @param dropped events that were too old for the destination
     * @param filtered events that the sink was not to see
     * @param missing events that were gone from their topics before they were read
     */
    public record Counts(
            long delivered, long deadLettered, long quarantined, long dropped, long filtered, long missing) {}

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

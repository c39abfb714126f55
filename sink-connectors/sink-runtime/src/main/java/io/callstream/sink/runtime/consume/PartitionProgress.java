package io.callstream.sink.runtime.consume;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far one partition has come. Events end in any order; only the prefix without a gap may be committed, and only that is
 * counted. Safe for use by several threads.
 */
final class PartitionProgress {
    private final Deque<Open> inFlightEvent = new ArrayDeque<>();
    private final Map<Long, Outcome> ended = new HashMap<>();
    private long position = -1;
    private Tally tally = Tally.NONE;

    private record Open(long offset, long timestamp) {}

    /**
     * What can be committed.
     *
     * @param position the offset to go on from
     * @param tally how the events before it ended, as far as they were counted
     */
    record Checkpoint(long position, Tally tally) {}

    /** Begins here, which is a position like any other: it is committed, so that the next start begins here too. */
    synchronized void begin(long offset) {
        position = offset;
    }

    /** As {@link #begin(long)}, with what an earlier run has counted. */
    synchronized void begin(long offset, Tally before) {
        position = offset;
        tally = before;
    }

    /** Goes on behind records that are gone, once what was taken before has ended. */
    synchronized void skipTo(long offset) {
        if (inFlightEvent.isEmpty()) {
            position = offset;
        } else {
            inFlightEvent.add(new Open(offset - 1, inFlightEvent.getLast().timestamp()));
            ended.put(offset - 1, Outcome.LEFT_OUT);
        }
    }

    /**
     * @param offset greater than every one before it
     * @param timestamp when the broker took the record, in milliseconds
     */
    synchronized void take(long offset, long timestamp) {
        inFlightEvent.add(new Open(offset, timestamp));
    }

    synchronized void end(long offset, Outcome outcome) {
        Open first = inFlightEvent.peek();
        if (first == null || first.offset() != offset) {
            ended.put(offset, outcome);
            return;
        }
        Outcome next = outcome;
        while (next != null) {
            pass(next);
            first = inFlightEvent.peek();
            next = first == null || ended.isEmpty() ? null : ended.remove(first.offset());
        }
    }

    /** The first has ended so; most do in their order. */
    private void pass(Outcome outcome) {
        tally = tally.plus(outcome);
        position = inFlightEvent.remove().offset() + 1;
    }

    /** The offset to go on from; empty while nothing has ended. */
    synchronized OptionalLong position() {
        return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /** Empty while nothing has ended. */
    synchronized Optional<Checkpoint> checkpoint() {
        return position < 0 ? Optional.empty() : Optional.of(new Checkpoint(position, tally));
    }

    /** How many records are taken and may not be passed by a commit. */
    synchronized int open() {
        return inFlightEvent.size();
    }

    /** When the broker took the first of them. */
    synchronized Optional<Instant> oldest() {
        return Optional.ofNullable(inFlightEvent.peek()).map(first -> Instant.ofEpochMilli(first.timestamp()));
    }
}

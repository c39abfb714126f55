package io.callstream.sink.runtime.consume;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How far one partition has come. Events end in any order; only the prefix without a gap may be committed. Safe for
 * use by several threads.
 */
final class PartitionProgress {
    private final Deque<Open> taken = new ArrayDeque<>();
    private final Set<Long> ended = new HashSet<>();
    private long position = -1;

    private record Open(long offset, long timestamp) {}

    /** Begins here, which is a position like any other: it is committed, so that the next start begins here too. */
    synchronized void begin(long offset) {
        position = offset;
    }

    /** Goes on behind records that are gone, once what was taken before has ended. */
    synchronized void skipTo(long offset) {
        if (taken.isEmpty()) {
            position = offset;
        } else {
            taken.add(new Open(offset - 1, taken.getLast().timestamp()));
            ended.add(offset - 1);
        }
    }

    /**
     * @param offset greater than every one before it
     * @param timestamp when the broker took the record, in milliseconds
     */
    synchronized void take(long offset, long timestamp) {
        taken.add(new Open(offset, timestamp));
    }

    synchronized void end(long offset) {
        ended.add(offset);
        Open first = taken.peek();
        while (first != null && ended.remove(first.offset())) {
            taken.remove();
            position = first.offset() + 1;
            first = taken.peek();
        }
    }

    /** The offset to go on from; empty while nothing has ended. */
    synchronized OptionalLong position() {
        return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /** How many records are taken and may not be passed by a commit. */
    synchronized int open() {
        return taken.size();
    }

    /** When the broker took the first of them. */
    synchronized Optional<Instant> oldest() {
        return Optional.ofNullable(taken.peek()).map(first -> Instant.ofEpochMilli(first.timestamp()));
    }
}

package io.callstream.sink.runtime.consume;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How far one partition has come. Events end in any order; only the prefix without a gap may be committed. Safe for
 * use by several threads.
 */
final class PartitionProgress {
    private final Deque<Long> taken = new ArrayDeque<>();
    private final Set<Long> ended = new HashSet<>();
    private long position = -1;

    /** @param offset greater than every one before it */
    synchronized void take(long offset) {
        taken.add(offset);
    }

    synchronized void end(long offset) {
        ended.add(offset);
        Long first = taken.peek();
        while (first != null && ended.remove(first)) {
            taken.remove();
            position = first + 1;
            first = taken.peek();
        }
    }

    /** The offset to go on from; empty while nothing has ended. */
    synchronized OptionalLong position() {
        return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
    }
}

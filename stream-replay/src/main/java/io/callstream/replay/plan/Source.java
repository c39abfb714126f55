package io.callstream.replay.plan;

import io.callstream.reader.PartitionRange;
import io.callstream.reader.time.TimeSpan;
import java.util.List;

/** Where a replay's events come from. */
public sealed interface Source {
    /** What Kafka got within a span of time. */
    record Times(TimeSpan span) implements Source {}

    /** Events that the destination refused, and about which nothing has been decided; given up within a span of time. */
    record DeadLetters(TimeSpan span) implements Source {}

    /** Parts of partitions that somebody named. */
    record Offsets(List<PartitionRange> ranges) implements Source {
        public Offsets {
            ranges = List.copyOf(ranges);
        }
    }
}

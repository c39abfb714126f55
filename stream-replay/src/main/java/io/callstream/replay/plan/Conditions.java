package io.callstream.replay.plan;

import io.callstream.reader.PartitionRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds records by an expression over the columns of their events. */
@FunctionalInterface
public interface Conditions {
    /**
     * Reads the ranges and evaluates the expression for each record.
     *
     * @param since when Kafka got the first record that can matter, as far as that is known
     * @throws ReplayRefusedException if the expression cannot be evaluated, naming what is wrong with it
     */
    Matches find(String expression, List<PartitionRange> ranges, Optional<Instant> since);
}

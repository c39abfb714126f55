package io.callstream.replay.plan;

import io.callstream.reader.PartitionRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which records of a range are wanted. What it says of a record is the same whenever it is asked, so a job that is taken up again
 * goes on with the same events.
 *
 * @param sample those of a share of the calls
 * @param where those of which this expression is true; empty for all
 */
public record Filter(Sample sample, Optional<String> where) {
    public static final Filter ALL = new Filter(Sample.ALL, Optional.empty());

    /** Asks for all records of the ranges at once, where there is an expression. */
    public Predicate<ConsumerRecord<byte[], byte[]>> over(
            List<PartitionRange> ranges, Optional<Instant> since, Conditions conditions) {
        Optional<Matches> matches = where.map(expression -> conditions.find(expression, ranges, since));
        return record -> sample.includes(record.key())
                && matches.map(found -> found.contains(record)).orElse(true);
    }
}

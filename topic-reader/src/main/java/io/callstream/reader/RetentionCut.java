package io.callstream.reader;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that were asked for and that the topic may have removed already. When a time was asked for, this says no more than that
 * the partition has lost its beginning and that its first record is later than that time.
 *
 * @param partition the partition that does not reach back far enough
 * @param wantedFrom the time that was asked for; empty when an offset was
 * @param wantedOffset the offset that was asked for; empty when a time was
 * @param firstHeld the first offset that is still there
 * @param firstTime when Kafka got the record there; empty when the partition is empty
 */
public record RetentionCut(
        TopicPartition partition,
        Optional<Instant> wantedFrom,
        Optional<Long> wantedOffset,
        long firstHeld,
        Optional<Instant> firstTime) {
    /** One line for people: what was wanted, and what is there. */
    public String describe() {
        String wanted = wantedFrom
                .map(Instant::toString)
                .or(() -> wantedOffset.map(offset -> "offset " + offset))
                .orElse("the beginning");
        String held = firstTime.map(time -> " of " + time).orElse(", where it is empty");
        return partition + ": wanted from " + wanted + ", retention has left it from offset " + firstHeld + held;
    }
}

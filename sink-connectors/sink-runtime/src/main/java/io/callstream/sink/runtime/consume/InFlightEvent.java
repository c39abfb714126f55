package io.callstream.sink.runtime.consume;

import io.callstream.sink.runtime.deliver.PendingEvent;
import org.apache.kafka.common.TopicPartition;

/**
 * An event between poll and commit.
 *
 * @param pendingEvent what goes to the sink
 * @param progress of its partition, while that was ours
 */
record InFlightEvent(PendingEvent pendingEvent, PartitionProgress progress) {
    void end(Outcome outcome) {
        progress.end(pendingEvent.original().place().offset(), outcome);
    }

    TopicPartition partition() {
        return new TopicPartition(
                pendingEvent.original().place().topic(),
                pendingEvent.original().place().partition());
    }
}

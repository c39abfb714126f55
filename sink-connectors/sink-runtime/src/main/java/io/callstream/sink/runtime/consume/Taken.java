package io.callstream.sink.runtime.consume;

import io.callstream.sink.runtime.deliver.Parcel;
import org.apache.kafka.common.TopicPartition;

/**
 * An event between poll and commit.
 *
 * @param parcel what goes to the sink
 * @param progress of its partition, while that was ours
 */
record Taken(Parcel parcel, PartitionProgress progress) {
    void end(Outcome outcome) {
        progress.end(parcel.original().place().offset(), outcome);
    }

    TopicPartition partition() {
        return new TopicPartition(
                parcel.original().place().topic(), parcel.original().place().partition());
    }
}

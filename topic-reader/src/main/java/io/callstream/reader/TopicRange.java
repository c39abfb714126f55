package io.callstream.reader;

import java.util.List;

/**
 * What of one topic is read, fixed when it was planned.
 *
 * @param topic the topic
 * @param partitions one range for each partition of the topic, in their order; some may be empty
 * @param cuts partitions of which retention has removed some of what was asked for
 */
public record TopicRange(String topic, List<PartitionRange> partitions, List<RetentionCut> cuts) {
    public TopicRange {
        partitions = List.copyOf(partitions);
        cuts = List.copyOf(cuts);
    }

    /** How many records it has at most. */
    public long length() {
        return partitions.stream().mapToLong(PartitionRange::length).sum();
    }
}

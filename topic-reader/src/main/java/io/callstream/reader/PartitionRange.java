package io.callstream.reader;

import org.apache.kafka.common.TopicPartition;

/**
 * A part of one partition.
 *
 * @param partition the partition
 * @param begin the first offset that belongs to it
 * @param end the first offset that no longer does; equal to {@code begin} when nothing is to be read
 */
public record PartitionRange(TopicPartition partition, long begin, long end) {
    public PartitionRange {
        if (begin < 0 || end < begin) {
            throw new ReadRequestException("offsets " + begin + " to " + end + " of " + partition
                    + " are reversed (expected the smaller first)");
        }
    }

    public boolean isEmpty() {
        return begin == end;
    }

    /** How many records it has at most: compaction and transactions leave gaps. */
    public long length() {
        return end - begin;
    }
}

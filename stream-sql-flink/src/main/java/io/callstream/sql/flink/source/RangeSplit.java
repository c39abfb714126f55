package io.callstream.sql.flink.source;

import io.callstream.reader.PartitionRange;
import org.apache.flink.core.io.InputSplit;
import org.apache.kafka.common.TopicPartition;

/** A range of one partition, which one task reads. */
final class RangeSplit implements InputSplit {
    private static final long serialVersionUID = 1L;

    private final int number;
    private final TopicPartition partition;
    private final long begin;
    private final long end;

    RangeSplit(int number, PartitionRange range) {
        this.number = number;
        this.partition = range.partition();
        this.begin = range.begin();
        this.end = range.end();
    }

    PartitionRange range() {
        return new PartitionRange(partition, begin, end);
    }

    @Override
    public int getSplitNumber() {
        return number;
    }

    @Override
    public String toString() {
        return range().toString();
    }
}

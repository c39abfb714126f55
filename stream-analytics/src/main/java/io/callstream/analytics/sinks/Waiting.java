package io.callstream.analytics.sinks;

import org.apache.kafka.common.TopicPartition;

/**
 * What a sink has still to deliver of a partition.
 *
 * @param first the first offset that it has not committed
 * @param end the first one that is not there yet
 */
record Waiting(TopicPartition partition, long first, long end) {
    long records() {
        return Math.max(0, end - first);
    }
}

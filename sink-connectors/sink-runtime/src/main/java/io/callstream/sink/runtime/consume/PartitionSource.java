package io.callstream.sink.runtime.consume;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Which partitions a loop reads, from where, and whether there is an end. For the polling thread. */
interface PartitionSource {
    /** Begins to read. */
    void begin();

    /** Whether it is known which partitions are to be read. */
    boolean joined();

    /** Looks at what is known of the topics; to be called several times a second. */
    void watch();

    /**
     * What was to be read next is not there any more.
     *
     * @throws org.apache.kafka.common.KafkaException if reading has to end here
     */
    void outOfRange(Map<TopicPartition, Long> wanted);

    /** Places the group in partitions that it has never read. */
    void withoutPosition(Set<TopicPartition> unseen);

    /** Whether the record is a part of what is to be read. */
    boolean wants(ConsumerRecord<byte[], byte[]> fetched);

    /** Partitions that were fetched to their end. */
    Set<TopicPartition> fetched();

    /** Whether everything has been read and has come to its end. */
    boolean complete();
}

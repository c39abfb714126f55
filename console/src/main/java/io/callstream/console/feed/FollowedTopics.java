package io.callstream.console.feed;

import io.callstream.reader.RangePlanner;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Which topics are followed, from where, and what is done with their records. Called by one thread. */
public interface FollowedTopics {
    /**
     * Where reading begins, in each partition; asked again after Kafka was away.
     *
     * @throws io.callstream.reader.ReadRequestException if a topic is not there
     */
    Map<TopicPartition, Long> starts(RangePlanner planner);

    /**
     * Takes one record.
     *
     * @throws io.callstream.events.codec.SchemaUnavailableException if it has to be shown again later
     */
    void take(ConsumerRecord<byte[], byte[]> record);

    /** Is called when there is nothing more for a moment, several times a second. */
    void pause(boolean caughtUp);
}

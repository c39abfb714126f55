package io.callstream.sink.runtime.deadletter;

import io.callstream.events.codec.UnreadableEventException;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.ReadRequestException;
import io.callstream.reader.TopicConsumers;
import io.callstream.settings.KafkaSettings;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Fetches the bodies of letters that were kept by reference, from the topics where they stand. For one thread. */
public final class DeadLetterBodies {
    private final TopicConsumers consumers;

    public DeadLetterBodies(KafkaSettings kafka) {
        this.consumers = new TopicConsumers(kafka);
    }

    /**
     * The record's bytes: the letter's own, or those that it refers to.
     *
     * @throws UnreadableEventException if its topic does not keep them any more
     * @throws io.callstream.reader.ReadFailedException if Kafka does not answer
     */
    public byte[] of(DeadLetter letter) {
        return letter.value().length > 0 || letter.place().offset() < 0 ? letter.value() : fetch(letter);
    }

    private byte[] fetch(DeadLetter letter) {
        try (RangeReader reader = consumers.read(planner -> where(letter, planner))) {
            return reader.next().map(ConsumerRecord::value).orElseThrow(() -> gone(letter));
        }
    }

    private static List<PartitionRange> where(DeadLetter letter, RangePlanner planner) {
        TopicPartition partition =
                new TopicPartition(letter.place().topic(), letter.place().partition());
        long offset = letter.place().offset();
        try {
            return planner.plan(partition.topic(), List.of(new PartitionRange(partition, offset, offset + 1)))
                    .partitions();
        } catch (ReadRequestException e) {
            return List.of(); // neither that topic nor that partition is there any more
        }
    }

    private static UnreadableEventException gone(DeadLetter letter) {
        return new UnreadableEventException("letter " + letter.number() + " was kept without its body, and "
                + letter.place().topic() + "-" + letter.place().partition() + " does not keep offset "
                + letter.place().offset() + " any more");
    }
}

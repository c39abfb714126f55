package io.callstream.analytics.sinks;

import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.ReadRequestException;
import io.callstream.reader.TopicConsumers;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * When Kafka got the oldest record that a sink has still to deliver. Reads the first such record of each partition, and remembers its time
 * until the sink has passed it. Blocks on the network; for one thread.
 */
final class OldestWaiting {
    private final TopicConsumers consumers;
    private Map<Place, Instant> known = Map.of();

    private record Place(TopicPartition partition, long offset) {}

    OldestWaiting(TopicConsumers consumers) {
        this.consumers = consumers;
    }

    /**
     * By sink; without those that have nothing to deliver.
     *
     * @throws io.callstream.reader.ReadFailedException if Kafka does not answer
     */
    Map<String, Instant> of(Map<String, List<Waiting>> sinks) {
        Map<Place, Instant> times = new HashMap<>();
        Map<String, Instant> oldest = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = consumers.peeking()) {
            sinks.forEach((sink, waiting) -> waiting.stream()
                    .flatMap(each -> time(each, times, consumer).stream())
                    .min(Comparator.naturalOrder())
                    .ifPresent(time -> oldest.put(sink, time)));
        }
        known = times;
        return oldest;
    }

    private Optional<Instant> time(Waiting waiting, Map<Place, Instant> times, Consumer<byte[], byte[]> consumer) {
        Place place = new Place(waiting.partition(), waiting.first());
        Optional<Instant> time = Optional.ofNullable(times.get(place))
                .or(() -> Optional.ofNullable(known.get(place)))
                .or(() -> read(waiting, consumer));
        time.ifPresent(found -> times.put(place, found));
        return time;
    }

    /** Empty where there are only markers of transactions, or nothing any more. */
    private Optional<Instant> read(Waiting waiting, Consumer<byte[], byte[]> consumer) {
        PartitionRange wanted = new PartitionRange(waiting.partition(), waiting.first(), waiting.end());
        try {
            List<PartitionRange> there = new RangePlanner(consumer, consumers.servers())
                    .plan(waiting.partition().topic(), List.of(wanted))
                    .partitions();
            return new RangeReader(consumer, there)
                    .next()
                    .map(ConsumerRecord::timestamp)
                    .map(Instant::ofEpochMilli);
        } catch (ReadRequestException e) {
            return Optional.empty(); // the topic has been removed meanwhile
        }
    }
}

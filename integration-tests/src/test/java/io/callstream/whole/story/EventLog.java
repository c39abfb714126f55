package io.callstream.whole.story;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.sink.CallEvent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the four topics from their beginning, as far as they go by now, and keeps what it has read. For one thread. */
public final class EventLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final EventDecoder decoder;
    private final List<TopicPartition> partitions;
    private final List<CallEvent> events = new ArrayList<>();

    public EventLog(String bootstrapServers, URI registry) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        decoder = new EventDecoder(new RegistryWriterSchemas(RegistryClients.connect(registry, Map.of())));
        partitions = Stream.of(EventKind.values())
                .flatMap(kind -> consumer.partitionsFor(kind.topic()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Every record so far, repeats included. */
    public List<CallEvent> read() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
            consumer.poll(POLL).forEach(each -> events.add(decode(each)));
        }
        return List.copyOf(events);
    }

    private CallEvent decode(ConsumerRecord<byte[], byte[]> each) {
        EventKind kind = EventKind.ofTopic(each.topic());
        return CallEvent.of(kind, decoder.decode(kind, each.value()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}

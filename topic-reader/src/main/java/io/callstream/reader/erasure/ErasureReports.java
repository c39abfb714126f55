package io.callstream.reader.erasure;

import io.callstream.events.ErasureKind;
import io.callstream.events.RecordKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.time.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads what there is of requests and reports, the latest of each key, oldest first. */
public final class ErasureReports {
    private final TopicConsumers consumers;
    private final EventDecoder decoder;

    public ErasureReports(TopicConsumers consumers, EventDecoder decoder) {
        this.consumers = consumers;
        this.decoder = decoder;
    }

    /**
     * The records of one topic whose keys are wanted; none if there is no such topic. What cannot be read is left out.
     *
     * @throws io.callstream.reader.ReadFailedException if Kafka does not answer
     * @throws io.callstream.events.codec.SchemaUnavailableException if the registry does not
     */
    public <T extends SpecificRecord> List<T> read(ErasureKind kind, Class<T> type, Predicate<String> wanted) {
        Map<String, T> latest = new LinkedHashMap<>();
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            RangePlanner planner = new RangePlanner(consumer, consumers.servers());
            if (!planner.exists(kind.topic())) {
                return List.of();
            }
            RangeReader reader = new RangeReader(
                    consumer, planner.plan(kind.topic(), TimeSpan.ALL).partitions());
            for (Optional<ConsumerRecord<byte[], byte[]>> record = reader.next();
                    record.isPresent();
                    record = reader.next()) {
                String key = record.get().key() == null
                        ? ""
                        : new String(record.get().key(), StandardCharsets.UTF_8);
                if (wanted.test(key)) {
                    latest.remove(key);
                    decoded(kind, record.get().value()).map(type::cast).ifPresent(each -> latest.put(key, each));
                }
            }
        }
        return List.copyOf(latest.values());
    }

    private Optional<SpecificRecord> decoded(RecordKind kind, byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(decoder.decode(kind, value));
        } catch (UnreadableEventException e) {
            return Optional.empty();
        }
    }
}

package io.callstream.console.topics;

import io.callstream.events.EventKind;
import io.callstream.events.codec.SchemaMissingException;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.column.ColumnDecoder;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.time.TimeSpan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Looks whether all events of a span of time are there: every lane of a gateway counts its events over all topics, so a number that is
 * missing is an event that is. Bounded in time. Safe for use by several threads.
 */
public final class Completeness {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Events of one lane reach their topics at nearly the same time; what came at the edges is not judged. */
    private static final Duration EDGE = Duration.ofSeconds(5);

    private static final List<String> COLUMNS = List.of("gateway_id", "gateway_epoch", "lane", "seq");

    private final TopicConsumers consumers;
    private final WriterSchemas schemas;
    private final Clock clock;

    Completeness(TopicConsumers consumers, WriterSchemas schemas, Clock clock) {
        this.consumers = consumers;
        this.schemas = schemas;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param lanes one for each lane of each start of a gateway
     * @param records how many events were read
     * @param whole whether that were all of the span
     */
    public record Report(List<Lane> lanes, long records, boolean whole) {}

    Report of(Duration back) {
        Instant now = clock.instant();
        LaneNumbers numbers = new LaneNumbers(
                now.minus(back).plus(EDGE).toEpochMilli(), now.minus(EDGE).toEpochMilli());
        Map<EventKind, ColumnDecoder> decoders = new EnumMap<>(EventKind.class);
        for (EventKind kind : EventKind.values()) {
            decoders.put(kind, new ColumnDecoder(schemas, kind.schema(), COLUMNS));
        }
        long records = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean whole = true;
        try (RangeReader reader = consumers.read(planner -> ranges(planner, now.minus(back)))) {
            for (Optional<ConsumerRecord<byte[], byte[]>> next = reader.next();
                    next.isPresent();
                    next = reader.next()) {
                records++;
                note(numbers, decoders, next.get());
                if (System.nanoTime() > deadline) {
                    whole = false;
                    break;
                }
            }
        }
        return new Report(numbers.lanes(), records, whole);
    }

    /** Takes the number of an event; nothing of what is none. */
    static void note(
            LaneNumbers numbers, Map<EventKind, ColumnDecoder> decoders, ConsumerRecord<byte[], byte[]> record) {
        ColumnDecoder decoder = decoders.get(EventKind.ofTopic(record.topic()));
        if (decoder == null || record.value() == null) {
            return;
        }
        try {
            decoder.decode(record.value(), numbers.row());
            numbers.taken(record.timestamp());
        } catch (UnreadableEventException | SchemaMissingException e) {
            // what is no event, or of a schema that nobody knows, has no number; it shows as a gap
        }
    }

    private static List<PartitionRange> ranges(RangePlanner planner, Instant from) {
        List<PartitionRange> ranges = new ArrayList<>();
        for (EventKind kind : EventKind.values()) {
            ranges.addAll(planner.plan(kind.topic(), new TimeSpan(Optional.of(from), Optional.empty()))
                    .partitions());
        }
        return ranges;
    }
}

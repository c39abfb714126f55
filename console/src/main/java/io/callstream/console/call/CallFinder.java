package io.callstream.console.call;

import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.callstream.events.codec.ConfluentFrame;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.SchemaMissingException;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.time.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds the events of one call: its id says when it was and in which partition, so that little is read. Bounded in time. Safe for use by
 * several threads.
 */
public final class CallFinder {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    /** Clocks of gateways and of Kafka differ. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private static final Duration DAY = Duration.ofDays(1);
    /** Older ones have most of their topics' records behind them, which are read at each look. */
    private static final Duration FOLLOWED = Duration.ofMinutes(5);

    private final TopicConsumers consumers;
    private final EventDecoder decoder;
    private final Clock clock;

    public CallFinder(TopicConsumers consumers, EventDecoder decoder, Clock clock) {
        this.consumers = consumers;
        this.decoder = decoder;
        this.clock = clock;
    }

    /**
     * What is known of it beforehand.
     *
     * @param began when it began, if that is known; else its id has to say
     */
    public record Wanted(String callId, Optional<Instant> began) {}

    /** @throws io.callstream.reader.ReadFailedException if Kafka does not answer */
    public CallEvents find(Wanted wanted) {
        byte[] key = wanted.callId().getBytes(StandardCharsets.UTF_8);
        Instant from = wanted.began()
                .or(() -> timeOf(wanted.callId()))
                .map(time -> time.minus(BEFORE))
                .orElse(clock.instant().minus(DAY));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Gathering gathering = new Gathering(wanted.callId());
        try (RangeReader reader = consumers.read(planner -> ranges(planner, key, from))) {
            Optional<ConsumerRecord<byte[], byte[]>> next = reader.next();
            while (next.isPresent() && System.nanoTime() < deadline) {
                if (Arrays.equals(key, next.get().key()) && gathering.add(next.get())) {
                    break;
                }
                next = reader.next();
            }
        }
        return gathering.events();
    }

    /** Whether it has no end, and began so lately that one may come while somebody looks. */
    boolean underWay(CallEvents events) {
        Instant since = clock.instant().minus(FOLLOWED);
        return events.end().isEmpty()
                && events.main().filter(main -> main.arrived().isAfter(since)).isPresent();
    }

    private static List<PartitionRange> ranges(RangePlanner planner, byte[] key, Instant from) {
        List<PartitionRange> ranges = new ArrayList<>();
        for (EventKind kind : EventKind.values()) {
            List<PartitionRange> all = planner.plan(kind.topic(), new TimeSpan(Optional.of(from), Optional.empty()))
                    .partitions();
            ranges.add(all.get(Utils.toPositive(Utils.murmur2(key)) % all.size()));
        }
        return ranges;
    }

    /** When the call was accepted, by its id; empty for an id of another form. */
    static Optional<Instant> timeOf(String callId) {
        try {
            UUID id = UUID.fromString(callId);
            return id.version() == 7
                    ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What has been found until now. */
    private final class Gathering {
        private final String callId;
        private final Set<String> ids = new HashSet<>();
        private final List<CallEvents.Found> found = new ArrayList<>();
        private boolean begun;
        private long chunks;
        private long expected = -1;

        Gathering(String callId) {
            this.callId = callId;
        }

        /** @return whether that was all */
        boolean add(ConsumerRecord<byte[], byte[]> record) {
            EventKind kind = EventKind.ofTopic(record.topic());
            try {
                CallEvents.Found one = new CallEvents.Found(
                        kind,
                        new TopicPartition(record.topic(), record.partition()),
                        record.offset(),
                        Instant.ofEpochMilli(record.timestamp()),
                        ConfluentFrame.schemaId(record.value()),
                        decoder.decode(kind, record.value()));
                if (ids.add(one.column("event_id").map(Object::toString).orElse(""))) {
                    found.add(one);
                    count(one);
                }
            } catch (UnreadableEventException | SchemaMissingException e) {
                return false; // a record under the call's key that is no event tells nothing of it
            }
            return complete();
        }

        private void count(CallEvents.Found one) {
            begun |= one.kind() == EventKind.PRE_CALL;
            chunks += one.event() instanceof ChunkEvent ? 1 : 0;
            if (one.kind().terminal()) {
                expected = one.column("chunk_count")
                        .map(count -> ((Number) count).longValue())
                        .orElse(0L);
            }
        }

        private boolean complete() {
            return begun && expected >= 0 && chunks >= expected;
        }

        CallEvents events() {
            List<CallEvents.Found> sorted = found.stream()
                    .sorted(Comparator.comparing(CallEvents.Found::arrived).thenComparing(CallEvents.Found::kind))
                    .toList();
            return new CallEvents(callId, sorted, complete());
        }
    }
}

package io.callstream.replay.plan;

import io.callstream.events.EventKind;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.TopicRange;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Repeats;
import io.callstream.sink.runtime.SinkDescription;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Fixes a replay's ranges and reads them once, to know what is in them. For one thread. */
public final class ReplayPlanner {
    private final TopicConsumers consumers;
    private final Conditions conditions;
    private final Clock clock;

    public ReplayPlanner(TopicConsumers consumers, Conditions conditions, Clock clock) {
        this.consumers = consumers;
        this.conditions = conditions;
        this.clock = clock;
    }

    /**
     * Plans a replay; nothing is written and nothing delivered.
     *
     * @throws ReplayRefusedException if it cannot be, as it was asked for
     * @throws io.callstream.reader.ReadRequestException if a topic or partition does not exist
     * @throws io.callstream.reader.ReadFailedException if Kafka does not answer
     */
    public ReplayPlan plan(ReplayRequest request, String name, SinkDescription sink) {
        Set<EventKind> kinds = SelectedKinds.of(request, name, sink.kinds());
        Instant now = clock.instant();
        if (request.source() instanceof Source.DeadLetters letters) {
            try (DeadLetterStore box = new DeadLetterStore(sink.kafka(), name)) {
                return new LetterPlanner(box)
                        .plan(request, letters.span(), kinds, new LetterPlanner.Planned(name, now, sink.policy()));
            }
        }
        refuseRepeats(request, name, sink);
        List<TopicRange> topics = topics(request.source(), kinds);
        if (!request.consent().gaps()) {
            RetentionGaps.refuse(
                    topics.stream().flatMap(topic -> topic.cuts().stream()).toList());
        }
        List<PartitionRange> ranges = topics.stream()
                .flatMap(topic -> topic.partitions().stream())
                .filter(range -> !range.isEmpty())
                .toList();
        return counted(request, name, ranges, new Asked(kinds, sink.policy(), now));
    }

    /** What the counts go by. */
    private record Asked(Set<EventKind> kinds, BatchPolicy policy, Instant now) {}

    private static void refuseRepeats(ReplayRequest request, String name, SinkDescription sink) {
        if (sink.repeats() == Repeats.KEPT && !request.consent().duplicates()) {
            throw new ReplayRefusedException("the destination of sink " + name
                    + " cannot tell an event that it has from a new one: what it got before would stand there twice"
                    + " (add --allow-duplicates if that is wanted)");
        }
    }

    private List<TopicRange> topics(Source source, Set<EventKind> kinds) {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            RangePlanner planner = new RangePlanner(consumer, consumers.servers());
            if (source instanceof Source.Offsets offsets) {
                Map<String, List<PartitionRange>> byTopic = offsets.ranges().stream()
                        .collect(Collectors.groupingBy(
                                range -> range.partition().topic(), TreeMap::new, Collectors.toList()));
                return byTopic.entrySet().stream()
                        .filter(entry -> kinds.contains(SelectedKinds.kind(entry.getKey())))
                        .map(entry -> planner.plan(entry.getKey(), entry.getValue()))
                        .toList();
            }
            Source.Times times = (Source.Times) source;
            return kinds.stream()
                    .sorted()
                    .map(kind -> planner.plan(kind.topic(), times.span()))
                    .toList();
        }
    }

    private ReplayPlan counted(ReplayRequest request, String name, List<PartitionRange> ranges, Asked asked) {
        Selection selection = request.selection();
        OptionalLong limit = selection.limit();
        Predicate<ConsumerRecord<byte[], byte[]>> wanted = selection.filter().over(ranges, since(request), conditions);
        RecordScan scan;
        List<PartitionRange> planned = ranges;
        if (limit.isPresent()) {
            OldestRecords oldest = new OldestRecords(limit.getAsLong());
            read(ranges, wanted, oldest::add);
            scan = oldest.scan();
            planned = oldest.cut(ranges);
        } else {
            scan = new RecordScan();
            read(ranges, wanted, scan::add);
        }
        return new ReplayPlan(
                request.job(),
                name,
                asked.now(),
                planned,
                selection.filter(),
                request.terms(),
                counts(request, scan, asked));
    }

    private static Optional<Instant> since(ReplayRequest request) {
        return request.source() instanceof Source.Times times ? times.span().from() : Optional.empty();
    }

    private void read(
            List<PartitionRange> ranges,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> found) {
        try (RangeReader reader = new RangeReader(consumers.open(), ranges)) {
            for (Optional<ConsumerRecord<byte[], byte[]>> next = reader.next();
                    next.isPresent();
                    next = reader.next()) {
                if (wanted.test(next.get())) {
                    found.accept(next.get());
                }
            }
        }
    }

    private static PlanCounts counts(ReplayRequest request, RecordScan scan, Asked asked) {
        Map<String, Long> kinds = new HashMap<>(scan.kinds());
        asked.kinds().forEach(kind -> kinds.putIfAbsent(kind.word(), 0L));
        if (request.source() instanceof Source.Times times) {
            return new PlanCounts(
                    kinds,
                    scan.bytes(),
                    times.span().from().or(scan::first),
                    times.span().to().or(() -> Optional.of(asked.now())),
                    PlanCounts.requests(scan.records(), scan.bytes(), asked.policy()));
        }
        return new PlanCounts(
                kinds,
                scan.bytes(),
                scan.first(),
                scan.last(),
                PlanCounts.requests(scan.records(), scan.bytes(), asked.policy()));
    }
}

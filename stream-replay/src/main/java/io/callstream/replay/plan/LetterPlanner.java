package io.callstream.replay.plan;

import io.callstream.events.EventKind;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.time.TimeSpan;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** Chooses open dead letters. For one thread. */
final class LetterPlanner {
    private final DeadLetterStore box;

    LetterPlanner(DeadLetterStore box) {
        this.box = box;
    }

    /** For which sink, when, and how it gathers events. */
    record Planned(String sink, Instant at, BatchPolicy policy) {}

    ReplayPlan plan(ReplayRequest request, TimeSpan span, Set<EventKind> kinds, Planned planned) {
        Filter filter = request.selection().filter();
        if (filter.where().isPresent()) {
            throw new ReplayRefusedException(
                    "--where goes over events in their topics, not over dead letters (narrow those with --from, --to, --event and"
                            + " --sample)");
        }
        Stream<DeadLetter> wanted = box.open().stream()
                .filter(letter -> within(span, failedAt(letter)))
                .filter(letter -> kinds.stream().anyMatch(kind -> isOf(letter, kind)))
                .filter(letter -> filter.sample().includes(letter.key()))
                .sorted(Comparator.comparingLong(DeadLetter::number));
        List<DeadLetter> letters =
                wanted.limit(request.selection().limit().orElse(Long.MAX_VALUE)).toList();
        return new ReplayPlan(
                request.job(),
                planned.sink(),
                planned.at(),
                ranges(letters, planned.sink()),
                filter,
                request.terms(),
                counts(letters, kinds, planned.policy()));
    }

    private static boolean within(TimeSpan span, Instant time) {
        return span.from().map(from -> !time.isBefore(from)).orElse(true)
                && span.to().map(time::isBefore).orElse(true);
    }

    private static Instant failedAt(DeadLetter letter) {
        return letter.refusal().failedAt();
    }

    private static boolean isOf(DeadLetter letter, EventKind kind) {
        return letter.place().topic().equals(kind.topic());
    }

    private static List<PartitionRange> ranges(List<DeadLetter> letters, String sink) {
        TopicPartition partition = new TopicPartition(TopicCatalogue.deadLetterTopic(sink), 0);
        return letters.isEmpty()
                ? List.of()
                : List.of(new PartitionRange(
                        partition,
                        letters.get(0).number(),
                        letters.get(letters.size() - 1).number() + 1));
    }

    private static PlanCounts counts(List<DeadLetter> letters, Set<EventKind> kinds, BatchPolicy policy) {
        Map<String, Long> byKind = new HashMap<>();
        kinds.forEach(kind -> byKind.put(
                kind.word(),
                letters.stream().filter(letter -> isOf(letter, kind)).count()));
        long bytes = letters.stream()
                .mapToLong(letter -> letter.key().length + letter.value().length)
                .sum();
        return new PlanCounts(
                byKind,
                bytes,
                letters.stream().map(LetterPlanner::failedAt).min(Comparator.naturalOrder()),
                letters.stream().map(LetterPlanner::failedAt).max(Comparator.naturalOrder()),
                PlanCounts.requests(letters.size(), bytes, policy));
    }
}

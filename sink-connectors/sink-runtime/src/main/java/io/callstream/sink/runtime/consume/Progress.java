package io.callstream.sink.runtime.consume;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** How far every assigned partition has come, and how its events ended. Safe for use by several threads. */
final class Progress {
    private final Map<TopicPartition, PartitionProgress> partitions = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Uuid> topics = new ConcurrentHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new ConcurrentHashMap<>();
    private final boolean counts;

    /** @param counts whether what is committed says how events ended */
    Progress(boolean counts) {
        this.counts = counts;
    }

    PartitionProgress of(TopicPartition partition) {
        return partitions.computeIfAbsent(partition, unseen -> new PartitionProgress());
    }

    /** Goes on from where the group has come. */
    void goOn(TopicPartition partition, OffsetAndMetadata from) {
        CommitNote note = CommitNote.read(from.metadata());
        of(partition).begin(from.offset(), note.tally().orElse(Tally.NONE));
        committed.put(partition, from);
        note.topic().ifPresent(id -> topics.put(partition, id));
    }

    /** The id of the topic that the partition's offsets belong to, once it is known. */
    Optional<Uuid> topic(TopicPartition partition) {
        return Optional.ofNullable(topics.get(partition));
    }

    void belongsTo(TopicPartition partition, Uuid topic) {
        topics.put(partition, topic);
    }

    /** Whether the event is of a partition that has been ours since the event was taken. */
    boolean follows(InFlightEvent inFlightEvent) {
        return partitions.get(inFlightEvent.partition()) == inFlightEvent.progress();
    }

    /** What can be committed now and was not yet. */
    Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((partition, progress) -> progress.checkpoint().ifPresent(reached -> {
            CommitNote note = CommitNote.of(topics.get(partition));
            String said = (counts ? note.with(reached.tally()) : note).text();
            OffsetAndMetadata now = new OffsetAndMetadata(reached.position(), said);
            if (!now.equals(committed.get(partition))) {
                offsets.put(partition, now);
            }
        }));
        return offsets;
    }

    /** How the events of all partitions ended, those that an earlier run counted with them. */
    Tally tally() {
        return partitions.values().stream()
                .flatMap(partition -> partition.checkpoint().stream())
                .map(PartitionProgress.Checkpoint::tally)
                .reduce(Tally.NONE, Tally::plus);
    }

    /** Of partitions that are still ours only. */
    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            if (partitions.containsKey(partition)) {
                committed.put(partition, offset);
            }
        });
    }

    /** Partitions that are not ours any more: what still ends of them is nobody's concern. */
    void forget(Collection<TopicPartition> lost) {
        lost.forEach(partitions::remove);
        lost.forEach(topics::remove);
        lost.forEach(committed::remove);
    }

    /** How many records are taken and have not come to their end, or stand behind one that has not. */
    int open() {
        return partitions.values().stream().mapToInt(PartitionProgress::open).sum();
    }

    /** When the broker took the oldest of them. */
    Optional<Instant> oldest() {
        return partitions.values().stream()
                .flatMap(partition -> partition.oldest().stream())
                .min(Comparator.naturalOrder());
    }
}

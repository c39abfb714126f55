package io.callstream.sink.runtime.consume;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Fixed parts of partitions, read by one process, which goes on where it or an earlier one has committed. */
final class BoundedPartitions implements PartitionSource {
    private final Consumer<byte[], byte[]> consumer;
    private final DeliveryPipeline pipeline;
    private final TopicWatch topics;
    private final LoopEvents events;
    private final Commits commits;
    private final Map<TopicPartition, OffsetRange> ranges;
    private final Set<TopicPartition> fetched = new HashSet<>();
    private boolean joined;

    BoundedPartitions(
            ConsumerLoop.Sources sources,
            DeliveryPipeline pipeline,
            LoopEvents events,
            Commits commits,
            Map<TopicPartition, OffsetRange> ranges) {
        this.consumer = sources.consumer();
        this.topics = sources.topics();
        this.pipeline = pipeline;
        this.events = events;
        this.commits = commits;
        this.ranges = ranges;
    }

    @Override
    public void begin() {
        consumer.assign(ranges.keySet());
        Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(ranges.keySet());
        ranges.forEach((partition, range) -> place(partition, range, known.get(partition)));
        joined = true;
        commits.now();
    }

    private void place(TopicPartition partition, OffsetRange range, @Nullable OffsetAndMetadata committed) {
        long from = committed == null ? range.start() : committed.offset();
        if (committed == null) {
            pipeline.progress().of(partition).begin(from);
        } else {
            pipeline.progress().goOn(partition, committed);
        }
        consumer.seek(partition, from);
        if (from >= range.end()) {
            fetched.add(partition);
        }
    }

    @Override
    public boolean joined() {
        return joined;
    }

    /** A topic that was made anew holds nothing of what was planned. */
    @Override
    public void watch() {
        Map<String, Uuid> ids = topics.latest().ids();
        Progress progress = pipeline.progress();
        for (TopicPartition partition : ranges.keySet()) {
            Uuid now = ids.get(partition.topic());
            Optional<Uuid> before = progress.topic(partition);
            if (now != null && before.isEmpty()) {
                progress.belongsTo(partition, now);
            } else if (now != null && !before.get().equals(now)) {
                gone(partition.topic() + " was deleted and made again", 0);
            }
        }
    }

    @Override
    public void outOfRange(Map<TopicPartition, Long> wanted) {
        Map<TopicPartition, Long> kept = new HashMap<>(consumer.beginningOffsets(wanted.keySet()));
        Gap gap = new Gap(wanted, kept);
        gone(gap.report(), gap.records());
    }

    private void gone(String report, long records) {
        events.gap(report, records);
        throw new KafkaException("events are gone from the topics: " + report);
    }

    @Override
    public void withoutPosition(Set<TopicPartition> unseen) {
        unseen.forEach(partition -> consumer.seek(partition, range(partition).start()));
    }

    @Override
    public boolean wants(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        long end = range(partition).end();
        if (record.offset() >= end - 1) {
            fetched.add(partition);
        }
        return record.offset() < end;
    }

    private OffsetRange range(TopicPartition partition) {
        OffsetRange range = ranges.get(partition);
        if (range == null) {
            throw new IllegalStateException("partition " + partition + " was not to be read");
        }
        return range;
    }

    @Override
    public Set<TopicPartition> fetched() {
        return Set.copyOf(fetched);
    }

    @Override
    public boolean complete() {
        Progress progress = pipeline.progress();
        if (!pipeline.isEmpty() || progress.open() > 0) {
            return false;
        }
        ranges.forEach(this::lookForEnd);
        if (fetched.size() < ranges.size()) {
            return false;
        }
        ranges.forEach((partition, range) -> progress.of(partition).begin(range.end()));
        return true;
    }

    /** The last offsets of a part may have no record of their own: compaction and transactions leave such. */
    private void lookForEnd(TopicPartition partition, OffsetRange range) {
        try {
            if (!fetched.contains(partition) && consumer.position(partition, Duration.ZERO) >= range.end()) {
                fetched.add(partition);
            }
        } catch (TimeoutException e) {
            // It is not known without waiting; asked again soon.
        }
    }
}

package io.callstream.sink.runtime.consume;

import io.callstream.sink.runtime.deliver.Trouble;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the group reads on in each partition. What was assigned is a position as much as what was delivered: it is
 * committed at once, with the id of its topic, so that a later start neither begins somewhere else nor takes an offset of
 * a deleted topic for one of the topic that has its name now. For the polling thread.
 */
final class Positions {
    private static final Logger log = LoggerFactory.getLogger(Positions.class);

    private final Consumer<byte[], byte[]> consumer;
    private final DeliveryPipeline pipeline;
    private final LoopSettings settings;
    private final LoopEvents events;
    private final TopicWatch topics;

    Positions(
            Consumer<byte[], byte[]> consumer,
            DeliveryPipeline pipeline,
            LoopSettings settings,
            LoopEvents events,
            TopicWatch topics) {
        this.consumer = consumer;
        this.pipeline = pipeline;
        this.settings = settings;
        this.events = events;
        this.topics = topics;
    }

    /** Takes over partitions, those that the group has read before and those it has not. */
    void assigned(Collection<TopicPartition> assigned) {
        Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(Set.copyOf(assigned));
        List<TopicPartition> unseen = new ArrayList<>();
        for (TopicPartition partition : assigned) {
            OffsetAndMetadata committed = known.get(partition);
            if (committed == null) {
                unseen.add(partition);
            } else {
                pipeline.progress().goOn(partition, committed);
            }
        }
        start(unseen);
    }

    /** Places the group in partitions that it has never read. */
    void start(Collection<TopicPartition> unseen) {
        if (unseen.isEmpty()) {
            return;
        }
        Set<TopicPartition> fromEnd = unseen.stream().filter(this::fromEnd).collect(Collectors.toSet());
        Set<TopicPartition> fromBeginning = unseen.stream()
                .filter(partition -> !fromEnd.contains(partition))
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> starts = new HashMap<>();
        starts.putAll(fromEnd.isEmpty() ? Map.of() : consumer.endOffsets(fromEnd));
        starts.putAll(fromBeginning.isEmpty() ? Map.of() : consumer.beginningOffsets(fromBeginning));
        starts.forEach(this::begin);
    }

    /** A partition that a topic got later has nothing in it that was there before the group began to listen. */
    private boolean fromEnd(TopicPartition unseen) {
        if (settings.from() == StartFrom.EARLIEST) {
            return false;
        }
        Set<TopicPartition> others = consumer.partitionsFor(unseen.topic()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
        return consumer.committed(others).values().stream().allMatch(committed -> committed == null);
    }

    private void begin(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
        pipeline.progress().of(partition).begin(offset);
        Uuid topic = topics.latest().ids().get(partition.topic());
        if (topic != null) {
            pipeline.progress().belongsTo(partition, topic);
        }
    }

    /** Looks at what is known of the topics: starts anew in one that was made anew, and says which are missing. */
    void watch() {
        TopicFacts facts = topics.latest();
        if (facts.missing().isEmpty() || settings.topicsMayBeMissing()) {
            events.over(Trouble.TOPIC);
        } else {
            events.trouble(Trouble.TOPIC, missing(facts.missing()));
        }
        startAnew(facts, consumer.assignment());
    }

    private static String missing(Set<String> topics) {
        String names = topics.stream().sorted().collect(Collectors.joining(", "));
        return (topics.size() == 1 ? "topic " + names + " does not exist" : "topics " + names + " do not exist")
                + "; create with: callstream topics create";
    }

    /** @return the partitions among these whose topic is not the one that they were read from */
    private List<TopicPartition> startAnew(TopicFacts facts, Collection<TopicPartition> among) {
        Progress progress = pipeline.progress();
        List<TopicPartition> changed = new ArrayList<>();
        for (TopicPartition partition : among) {
            Uuid now = facts.ids().get(partition.topic());
            Optional<Uuid> before = progress.topic(partition);
            if (now != null && before.isEmpty()) {
                progress.belongsTo(partition, now);
            } else if (now != null && !before.get().equals(now)) {
                changed.add(partition);
            }
        }
        if (!changed.isEmpty()) {
            readFromTheStart(changed, facts);
        }
        return changed;
    }

    private void readFromTheStart(List<TopicPartition> changed, TopicFacts facts) {
        String names =
                changed.stream().map(TopicPartition::topic).distinct().sorted().collect(Collectors.joining(", "));
        String report = names + " was deleted and made again: read from its beginning";
        events.gap(report, 0);
        log.warn("topic made anew: sink={} topics={} partitions={}", settings.sink(), names, changed.size());
        pipeline.drop(changed);
        pipeline.forget(changed);
        consumer.beginningOffsets(changed).forEach((partition, offset) -> {
            consumer.seek(partition, offset);
            pipeline.progress().of(partition).begin(offset);
            Uuid topic = facts.ids().get(partition.topic());
            if (topic != null) {
                pipeline.progress().belongsTo(partition, topic);
            }
        });
    }

    /**
     * What was to be read next is not there. Going on would lose events silently, unless the topic is another one.
     *
     * @throws KafkaException if the sink is to stop at a gap
     */
    void outOfRange(Map<TopicPartition, Long> wanted) {
        Map<TopicPartition, Long> gone = new HashMap<>(wanted);
        gone.putAll(alsoGone());
        startAnew(topics.now(), Set.copyOf(gone.keySet())).forEach(gone::remove);
        if (gone.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> kept = consumer.beginningOffsets(gone.keySet());
        Gap gap = new Gap(gone, kept);
        String report = gap.report();
        events.gap(report, gap.records());
        log.error(
                "events are gone from the topics: sink={} gap=[{}] on_gap={}",
                settings.sink(),
                report,
                settings.goOnAfterGap() ? "continue" : "stop");
        if (!settings.goOnAfterGap()) {
            throw new KafkaException("events are gone from the topics: " + report + "; set callstream.sinks."
                    + settings.sink() + ".on_gap: continue to go on behind the gap");
        }
        kept.forEach((partition, offset) -> {
            consumer.seek(partition, offset);
            pipeline.progress().of(partition).skipTo(offset);
        });
    }

    /** Kafka says it of one partition after the other; people want to hear it once. */
    private Map<TopicPartition, Long> alsoGone() {
        Map<TopicPartition, Long> gone = new HashMap<>();
        consumer.beginningOffsets(consumer.assignment()).forEach((partition, first) -> {
            long next = consumer.position(partition);
            if (next < first) {
                gone.put(partition, next);
            }
        });
        return gone;
    }
}

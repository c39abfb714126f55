package io.callstream.reader;

import io.callstream.reader.time.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Turns times and offsets into fixed ranges, clamped to what a topic holds at that moment; what comes later is not part of them.
 * For one thread, because its consumer is.
 */
public final class RangePlanner {
    private final Consumer<?, ?> consumer;
    private final String servers;

    /** @param servers the brokers, as messages name them */
    public RangePlanner(Consumer<?, ?> consumer, String servers) {
        this.consumer = consumer;
        this.servers = servers;
    }

    /** Whether the cluster has such a topic, as far as this client may see. */
    public boolean exists(String topic) {
        return !partitions(topic).isEmpty();
    }

    /** The topics of the cluster that this client may see, in the order of their names. */
    public List<String> topics() {
        return asking(
                "its topics",
                () -> consumer.listTopics().keySet().stream().sorted().toList());
    }

    /**
     * The range of a time span: from the first record that Kafka got at its beginning or later, to the first one that it got at its
     * end or later.
     *
     * @throws ReadRequestException if there is no such topic
     * @throws ReadFailedException if Kafka does not answer
     */
    public TopicRange plan(String topic, TimeSpan span) {
        Held held = held(topic);
        Map<TopicPartition, Long> begins =
                span.from().map(from -> at(held, from)).orElse(held.begins());
        Map<TopicPartition, Long> ends = span.to().map(to -> at(held, to)).orElse(held.ends());
        List<PartitionRange> ranges = held.partitions().stream()
                .map(each -> clamped(held, each, begins.getOrDefault(each, 0L), ends.getOrDefault(each, 0L)))
                .toList();
        return new TopicRange(
                topic, ranges, span.from().map(from -> cuts(held, from)).orElse(List.of()));
    }

    /**
     * The given ranges, clamped to what the topic holds. Partitions that are not named are not read.
     *
     * @param wanted ranges of partitions of that one topic
     * @throws ReadRequestException if there is no such topic or partition
     * @throws ReadFailedException if Kafka does not answer
     */
    public TopicRange plan(String topic, List<PartitionRange> wanted) {
        Held held = held(topic);
        List<PartitionRange> ranges = new ArrayList<>();
        List<RetentionCut> cuts = new ArrayList<>();
        for (PartitionRange each : wanted) {
            if (!held.partitions().contains(each.partition())) {
                throw new ReadRequestException("topic " + topic + " has no partition "
                        + each.partition().partition() + " (it has "
                        + held.partitions().size() + ", from 0)");
            }
            ranges.add(clamped(held, each.partition(), each.begin(), each.end()));
            if (each.begin() < held.begin(each.partition())) {
                cuts.add(new RetentionCut(
                        each.partition(),
                        Optional.empty(),
                        Optional.of(each.begin()),
                        held.begin(each.partition()),
                        firstTime(each.partition())));
            }
        }
        return new TopicRange(topic, ranges, cuts);
    }

    /**
     * When Kafka got the oldest record that the topic still holds; empty when it holds none.
     *
     * @throws ReadRequestException if there is no such topic
     * @throws ReadFailedException if Kafka does not answer
     */
    public Optional<Instant> firstTime(String topic) {
        return firstAt(held(topic).partitions(), Instant.EPOCH).values().stream()
                .map(RangePlanner::time)
                .min(Comparator.naturalOrder());
    }

    private Held held(String topic) {
        List<TopicPartition> partitions = partitions(topic);
        if (partitions.isEmpty()) {
            throw new ReadRequestException("there is no topic " + topic + " at " + servers
                    + " (see: callstream topics list; the event topics are made by callstream topics create)");
        }
        return held(topic, partitions);
    }

    private Held held(String topic, List<TopicPartition> partitions) {
        return asking(
                "topic " + topic,
                () -> new Held(partitions, consumer.beginningOffsets(partitions), consumer.endOffsets(partitions)));
    }

    private List<TopicPartition> partitions(String topic) {
        return asking("topic " + topic, () -> {
            try {
                return sorted(topic, consumer.partitionsFor(topic));
            } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
                return List.of();
            }
        });
    }

    private static List<TopicPartition> sorted(String topic, List<PartitionInfo> infos) {
        return infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    /** The first offset at that time or later in each partition; the end where there is none. */
    private Map<TopicPartition, Long> at(Held held, Instant time) {
        Map<TopicPartition, Long> offsets = new HashMap<>(held.ends());
        firstAt(held.partitions(), time).forEach((partition, first) -> offsets.put(partition, first.offset()));
        return offsets;
    }

    private Map<TopicPartition, OffsetAndTimestamp> firstAt(List<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, time.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
        asking("the offsets of a time", () -> consumer.offsetsForTimes(times)).forEach((partition, first) -> {
            if (first != null) {
                found.put(partition, first);
            }
        });
        return found;
    }

    private List<RetentionCut> cuts(Held held, Instant from) {
        List<TopicPartition> begun = held.partitions().stream()
                .filter(partition -> held.begin(partition) > 0)
                .toList();
        Map<TopicPartition, OffsetAndTimestamp> first = begun.isEmpty() ? Map.of() : firstAt(begun, Instant.EPOCH);
        return begun.stream()
                .filter(each -> !first.containsKey(each) || first.get(each).timestamp() > from.toEpochMilli())
                .map(each -> new RetentionCut(
                        each,
                        Optional.of(from),
                        Optional.empty(),
                        held.begin(each),
                        Optional.ofNullable(first.get(each)).map(RangePlanner::time)))
                .toList();
    }

    private Optional<Instant> firstTime(TopicPartition partition) {
        return Optional.ofNullable(firstAt(List.of(partition), Instant.EPOCH).get(partition))
                .map(RangePlanner::time);
    }

    private static Instant time(OffsetAndTimestamp first) {
        return Instant.ofEpochMilli(first.timestamp());
    }

    private static PartitionRange clamped(Held held, TopicPartition partition, long begin, long end) {
        long first = held.begin(partition);
        long last = Math.max(first, held.ends().getOrDefault(partition, first));
        long from = Math.min(Math.max(begin, first), last);
        return new PartitionRange(partition, from, Math.max(from, Math.min(end, last)));
    }

    /**
     * What each topic holds whose name begins so, in the order of their names: four questions to Kafka, however many topics there are.
     *
     * @throws ReadFailedException if Kafka does not answer
     */
    public List<TopicContents> contents(String prefix) {
        Map<String, List<TopicPartition>> topics = new TreeMap<>();
        asking("its topics", consumer::listTopics).forEach((topic, infos) -> {
            if (topic.startsWith(prefix)) {
                topics.put(topic, sorted(topic, infos));
            }
        });
        List<TopicPartition> all =
                topics.values().stream().flatMap(List::stream).toList();
        Held held = held(prefix + "*", all);
        Map<TopicPartition, OffsetAndTimestamp> first = firstAt(all, Instant.EPOCH);
        return topics.entrySet().stream()
                .map(each -> contents(each.getKey(), each.getValue(), held, first))
                .toList();
    }

    private static TopicContents contents(
            String topic, List<TopicPartition> partitions, Held held, Map<TopicPartition, OffsetAndTimestamp> first) {
        return new TopicContents(
                topic,
                partitions.size(),
                partitions.stream()
                        .mapToLong(each -> Math.max(0, held.ends().getOrDefault(each, 0L) - held.begin(each)))
                        .sum(),
                partitions.stream()
                        .flatMap(each -> Stream.ofNullable(first.get(each)))
                        .map(RangePlanner::time)
                        .min(Comparator.naturalOrder()));
    }

    private <T> T asking(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (AuthorizationException e) {
            throw new ReadFailedException("Kafka at " + servers + " does not let this client see " + what, e);
        } catch (KafkaException e) {
            throw new ReadFailedException("Kafka at " + servers + " does not answer when asked for " + what, e);
        }
    }

    private record Held(
            List<TopicPartition> partitions, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        long begin(TopicPartition partition) {
            return begins.getOrDefault(partition, 0L);
        }
    }
}

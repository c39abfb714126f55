package io.callstream.sink.runtime.consume;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A topic and a group of one in memory. Every commit is checked: each record before it must have come to its end, and
 * its partition must be assigned. Rebalances happen inside poll, as they do in Kafka.
 */
final class CheckedConsumer extends MockConsumer<byte[], byte[]> {
    static final String TOPIC = "llm.success";
    static final int PARTITIONS = 3;
    private static final int MAX_POLL = 20;

    private final Set<String> ended;
    private final List<List<byte[]>> log = new ArrayList<>();
    private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, String> stamps = new HashMap<>();
    private final Map<TopicPartition, Long> beginnings = new HashMap<>();
    private final Map<TopicPartition, Long> firsts = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Queue<Runnable> rebalances = new ArrayDeque<>();
    private @Nullable ConsumerRebalanceListener listener;
    private @Nullable String violation;
    private long polls;
    private long pollsInVain;

    /** @param ended {@code partition/offset} of what has arrived or is kept safely */
    CheckedConsumer(Set<String> ended) {
        super("none");
        this.ended = ended;
        for (int i = 0; i < PARTITIONS; i++) {
            log.add(new ArrayList<>());
        }
    }

    synchronized void append(int partition, byte[] value) {
        log.get(partition).add(value);
    }

    synchronized void rebalanceTo(int... partitions) {
        Set<TopicPartition> wanted =
                Arrays.stream(partitions).mapToObj(CheckedConsumer::partition).collect(Collectors.toSet());
        rebalances.add(() -> {
            List<TopicPartition> gone = positions.keySet().stream()
                    .filter(tp -> !wanted.contains(tp))
                    .toList();
            List<TopicPartition> added =
                    wanted.stream().filter(tp -> !positions.containsKey(tp)).toList();
            listener().onPartitionsRevoked(gone);
            positions.keySet().removeAll(gone);
            added.forEach(tp -> positions.put(tp, committed.getOrDefault(tp, -1L)));
            listener().onPartitionsAssigned(added);
        });
    }

    synchronized void lose(int lost) {
        rebalances.add(() -> {
            positions.remove(partition(lost));
            listener().onPartitionsLost(List.of(partition(lost)));
        });
    }

    /** What stands before this offset need not come to its end. */
    synchronized void expectFrom(int partition, long first) {
        firsts.put(partition(partition), first);
    }

    /** Forgets everything before the offset, as retention does. */
    synchronized void truncate(int partition, long beginning) {
        beginnings.put(partition(partition), beginning);
    }

    synchronized long lastCommit(int partition) {
        return committed.getOrDefault(partition(partition), 0L);
    }

    synchronized boolean fetchingPaused() {
        return !paused.isEmpty();
    }

    synchronized long polls() {
        return polls;
    }

    /** How often it was to wait for records while every partition was paused. */
    synchronized long pollsInVain() {
        return pollsInVain;
    }

    synchronized void throwIfViolated() {
        if (violation != null) {
            throw new AssertionError(violation);
        }
    }

    @Override
    public synchronized void subscribe(Collection<String> topics, ConsumerRebalanceListener rebalanceListener) {
        listener = rebalanceListener;
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
        positions.clear();
        partitions.forEach(tp -> positions.put(tp, committed.getOrDefault(tp, -1L)));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        LockSupport.parkNanos(100_000);
        lookForPauses(timeout);
        Runnable rebalance = nextRebalance();
        if (rebalance != null) {
            // Without the lock: the listener waits for deliveries, and the test looks on.
            rebalance.run();
        }
        return fetch();
    }

    private synchronized void lookForPauses(Duration timeout) {
        if (!timeout.isZero() && !positions.isEmpty() && paused.containsAll(positions.keySet())) {
            pollsInVain++;
        }
    }

    private synchronized @Nullable Runnable nextRebalance() {
        polls++;
        return listener == null ? null : rebalances.poll();
    }

    private synchronized ConsumerRecords<byte[], byte[]> fetch() {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> fetched = new HashMap<>();
        for (TopicPartition tp : List.copyOf(positions.keySet())) {
            if (paused.contains(tp)) {
                continue;
            }
            long position = positions.getOrDefault(tp, 0L);
            if (position < beginnings.getOrDefault(tp, 0L)) {
                throw new OffsetOutOfRangeException(Map.of(tp, position));
            }
            List<byte[]> all = log.get(tp.partition());
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (position < all.size() && records.size() < MAX_POLL) {
                records.add(
                        new ConsumerRecord<>(TOPIC, tp.partition(), position, new byte[0], all.get((int) position)));
                position++;
            }
            positions.put(tp, position);
            if (!records.isEmpty()) {
                fetched.put(tp, records);
            }
        }
        return new ConsumerRecords<>(fetched, Map.of());
    }

    @Override
    public synchronized Set<TopicPartition> assignment() {
        return Set.copyOf(positions.keySet());
    }

    @Override
    public synchronized void pause(Collection<TopicPartition> partitions) {
        paused.addAll(partitions);
    }

    @Override
    public synchronized void resume(Collection<TopicPartition> partitions) {
        paused.removeAll(Set.copyOf(partitions));
    }

    @Override
    public synchronized Set<TopicPartition> paused() {
        return Set.copyOf(paused);
    }

    @Override
    public synchronized OptionalLong currentLag(TopicPartition tp) {
        return OptionalLong.of(log.get(tp.partition()).size() - positions.getOrDefault(tp, 0L));
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>();
        for (TopicPartition tp : partitions) {
            Long offset = committed.get(tp);
            if (offset != null) {
                known.put(tp, new OffsetAndMetadata(offset, stamps.getOrDefault(tp, "")));
            }
        }
        return known;
    }

    @Override
    public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
        partitions.forEach(tp -> positions.put(tp, beginnings.getOrDefault(tp, 0L)));
    }

    @Override
    public synchronized long position(TopicPartition tp) {
        return positions.getOrDefault(tp, 0L);
    }

    @Override
    public synchronized long position(TopicPartition tp, Duration timeout) {
        return position(tp);
    }

    @Override
    public synchronized void seek(TopicPartition tp, long offset) {
        positions.put(tp, offset);
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(tp -> tp, tp ->
                (long) log.get(tp.partition()).size()));
    }

    /** Makes the topic anew: nothing of the old one is there, and what the group has committed stays. */
    synchronized void recreate() {
        log.forEach(List::clear);
        beginnings.clear();
        ended.clear();
        stamps.clear();
    }

    /** What the group has written beside its offset. */
    synchronized String stamp(int partition) {
        return stamps.getOrDefault(partition(partition), "");
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(tp -> tp, tp -> beginnings.getOrDefault(tp, 0L)));
    }

    @Override
    public synchronized void commitAsync(
            Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
        check(offsets);
        callback.onComplete(offsets, null);
    }

    @Override
    public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        check(offsets);
    }

    /** Another loop may use it again. */
    @Override
    public void close() {}

    private void check(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((tp, offset) -> {
            if (!positions.containsKey(tp)) {
                violation = "commit for " + tp + ", which is not assigned";
            }
            for (long before = Math.max(firsts.getOrDefault(tp, 0L), beginnings.getOrDefault(tp, 0L));
                    before < offset.offset();
                    before++) {
                if (!ended.contains(tp.partition() + "/" + before)) {
                    violation = "commit of " + offset.offset() + " passes " + tp + " at " + before;
                }
            }
            committed.put(tp, offset.offset());
            stamps.put(tp, offset.metadata());
        });
    }

    private ConsumerRebalanceListener listener() {
        ConsumerRebalanceListener known = listener;
        if (known == null) {
            throw new IllegalStateException("not subscribed");
        }
        return known;
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }
}

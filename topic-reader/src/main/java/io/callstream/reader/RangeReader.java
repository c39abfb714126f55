package io.callstream.reader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranges to their ends, without a consumer group. A partition has been read when the consumer's position has reached the end of
 * its range: the last record may stand well before that, or not be there at all, because transactions and compaction leave gaps.
 *
 * <p>For one thread; {@link #cancel} and {@link #progress} may be called from any.
 */
public final class RangeReader implements AutoCloseable {
    /** How long Kafka may give nothing before reading fails. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, PartitionRange> open;
    private final LongSupplier nanoTime;
    private final long patienceNanos;
    private final long offsetsTotal;
    private Iterator<ConsumerRecord<byte[], byte[]>> batch = Collections.emptyIterator();
    private long lastProgress;
    private boolean begun;
    private volatile boolean cancelled;
    private volatile ReadProgress progress;
    private long records;
    private long bytes;

    /** @param consumer as {@link TopicConsumers#open} makes it; closed with this reader */
    public RangeReader(Consumer<byte[], byte[]> consumer, Collection<PartitionRange> ranges) {
        this(consumer, ranges, System::nanoTime, PATIENCE);
    }

    RangeReader(
            Consumer<byte[], byte[]> consumer,
            Collection<PartitionRange> ranges,
            LongSupplier nanoTime,
            Duration patience) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        this.patienceNanos = patience.toNanos();
        this.open = ranges.stream()
                .filter(range -> !range.isEmpty())
                .collect(Collectors.toMap(PartitionRange::partition, range -> range));
        this.offsetsTotal =
                open.values().stream().mapToLong(PartitionRange::length).sum();
        this.progress = new ReadProgress(0, 0, 0, offsetsTotal);
    }

    /**
     * The next record of any of the ranges; within a partition in the order of offsets. Waits for Kafka.
     *
     * @return empty when everything has been read, or {@link #cancel} was called
     * @throws ReadFailedException if Kafka gives nothing for a while, or retention has removed what is still to be read
     */
    public Optional<ConsumerRecord<byte[], byte[]>> next() {
        while (!cancelled) {
            if (batch.hasNext()) {
                ConsumerRecord<byte[], byte[]> record = batch.next();
                records++;
                bytes += length(record.key()) + length(record.value());
                return Optional.of(record);
            }
            if (!fetch()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** How far this has come, at the latest fetch. */
    public ReadProgress progress() {
        return progress;
    }

    /** Makes {@link #next} return empty soon. */
    public void cancel() {
        cancelled = true;
        consumer.wakeup();
    }

    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** @return whether there may be more to read */
    private boolean fetch() {
        try {
            begin();
            finishPartitions();
            if (!open.isEmpty()) {
                batch = poll();
            }
            return !open.isEmpty();
        } catch (WakeupException e) {
            return true; // next() looks whether it was cancelled
        } catch (OffsetOutOfRangeException e) {
            throw outOfRange(e);
        } catch (AuthorizationException e) {
            throw new ReadFailedException("Kafka does not let this client read " + names(), e);
        } catch (KafkaException e) {
            throw new ReadFailedException("Kafka failed while " + names() + " was read", e);
        }
    }

    private Iterator<ConsumerRecord<byte[], byte[]>> poll() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        List<ConsumerRecord<byte[], byte[]>> within = new ArrayList<>(polled.count());
        for (TopicPartition partition : polled.partitions()) {
            PartitionRange range = open.get(partition);
            if (range != null) {
                within.addAll(before(range.end(), polled.records(partition)));
            }
        }
        return within.iterator();
    }

    private static List<ConsumerRecord<byte[], byte[]>> before(long end, List<ConsumerRecord<byte[], byte[]>> records) {
        int count = records.size();
        while (count > 0 && records.get(count - 1).offset() >= end) {
            count--;
        }
        return records.subList(0, count);
    }

    private static int length(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            lastProgress = nanoTime.getAsLong();
            consumer.assign(open.keySet());
            open.forEach((partition, range) -> consumer.seek(partition, range.begin()));
        }
    }

    /** Takes out partitions that have been read, and watches that there is progress at all. */
    private void finishPartitions() {
        long left = 0;
        List<TopicPartition> done = new ArrayList<>();
        for (PartitionRange range : open.values()) {
            long remaining = range.end() - consumer.position(range.partition());
            left += Math.max(0, remaining);
            if (remaining <= 0) {
                done.add(range.partition());
            }
        }
        if (!done.isEmpty()) {
            open.keySet().removeAll(done);
            consumer.assign(open.keySet());
        }
        note(offsetsTotal - left);
    }

    private void note(long offsetsDone) {
        long now = nanoTime.getAsLong();
        if (offsetsDone > progress.offsetsDone() || records > progress.records()) {
            lastProgress = now;
        } else if (now - lastProgress > patienceNanos && !open.isEmpty()) {
            throw new ReadFailedException("Kafka has given nothing of " + names() + " for "
                    + Duration.ofNanos(patienceNanos).toSeconds() + " s, with " + (offsetsTotal - offsetsDone) + " of "
                    + offsetsTotal + " offsets still to be read (is the broker away?)");
        }
        progress = new ReadProgress(records, bytes, offsetsDone, offsetsTotal);
    }

    private ReadFailedException outOfRange(OffsetOutOfRangeException cause) {
        TopicPartition partition = cause.partitions().iterator().next();
        long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, -1L);
        return new ReadFailedException(
                "retention has removed records of " + partition + " while they were read: offset "
                        + cause.offsetOutOfRangePartitions().get(partition) + " was next, the first one there is "
                        + first
                        + " (begin later, with --from)",
                cause);
    }

    private String names() {
        return open.keySet().stream()
                        .map(TopicPartition::toString)
                        .sorted()
                        .limit(3)
                        .collect(Collectors.joining(", "))
                + (open.size() > 3 ? ", ..." : "");
    }
}

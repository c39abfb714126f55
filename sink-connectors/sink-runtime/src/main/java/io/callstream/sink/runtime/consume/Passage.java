package io.callstream.sink.runtime.consume;

import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.sink.runtime.deliver.Parcel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What records pass through between the topic and their end: they are read, gathered and delivered, and each partition's
 * progress is kept. It neither fetches nor commits: whoever owns it does, on one thread, and never waits for a destination.
 */
public final class Passage implements AutoCloseable {
    private static final Duration SCHEMA_PAUSE = Duration.ofSeconds(2);

    private final Intake intake;
    private final Batcher batcher;
    private final Workers workers;
    private final LoopSettings settings;
    private final LoopEvents events;
    private final Clock clock;

    private final Progress progress = new Progress();
    private final Deque<ConsumerRecord<byte[], byte[]>> unread = new ArrayDeque<>();
    private boolean registryAway;
    private Instant readAgainAt;

    Passage(Stages stages, LoopSettings settings, LoopEvents events, Clock clock) {
        this.intake = stages.intake();
        this.batcher = stages.batcher();
        this.workers = stages.workers();
        this.settings = settings;
        this.events = events;
        this.clock = clock;
        this.readAgainAt = clock.instant();
    }

    /** What a record passes through, in this order. */
    record Stages(Intake intake, Batcher batcher, Workers workers) {}

    /** Takes a record in; of one partition in the order of their offsets. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        unread.add(record);
    }

    /** Moves on what can be moved on now, without waiting; to be called several times a second. */
    public void turn() {
        gatherAgain();
        read();
        while (workers.idle() && batcher.ready()) {
            workers.start(batcher.next());
        }
    }

    /** Whether nothing more should be fetched for now. */
    public boolean full() {
        return batcher.bytes() + workers.bytes() > settings.maxBufferedBytes()
                || batcher.events() > settings.maxBufferedEvents()
                || !unread.isEmpty();
    }

    /** What ended a delivery that should have had no end of its own: its events have not come to their end, and never will. */
    public Optional<Throwable> failure() {
        return workers.failure();
    }

    /** What can be committed now and was not yet. */
    public Map<TopicPartition, OffsetAndMetadata> committable() {
        return progress.committable();
    }

    public void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        progress.committed(offsets);
    }

    /** Begins to hand partitions over: what was read from them and is not under way is left to their next reader. */
    public void drop(Collection<TopicPartition> gone) {
        batcher.drop(gone);
        unread.removeIf(record -> gone.contains(new TopicPartition(record.topic(), record.partition())));
    }

    /** Ends it: what still arrives of these partitions is nobody's concern. */
    public void forget(Collection<TopicPartition> gone) {
        batcher.drop(gone);
        progress.forget(gone);
    }

    /** Waits until no delivery is under way, or the time is up. */
    public void awaitQuiet(Duration patience) throws InterruptedException {
        workers.awaitQuiet(patience);
    }

    /** Waits until nothing is being sent, or the time is up. What only waits for the destination is gathered again. */
    public void awaitSent(Duration patience) throws InterruptedException {
        workers.awaitSent(patience);
        gatherAgain();
    }

    private void gatherAgain() {
        batcher.putBack(workers.letGo().stream().filter(progress::follows).toList());
    }

    /** Sends what is gathered, as far as somebody is free to, and waits for its end, or until the time is up. */
    public void finish(Duration patience) throws InterruptedException {
        while (workers.idle() && !batcher.isEmpty()) {
            workers.start(batcher.next());
        }
        workers.finish(patience);
    }

    /** Stops deliveries under way; their events come again. */
    @Override
    public void close() {
        workers.close();
    }

    /** Whether records wait for the registry. */
    boolean registryAway() {
        return registryAway;
    }

    /** Whether nothing waits to be read or sent. */
    boolean isEmpty() {
        return batcher.isEmpty() && unread.isEmpty();
    }

    /** @param notFetched records that stand in the topic behind those that were taken in */
    Load load(long notFetched) {
        return new Load(
                notFetched + unread.size() + progress.open(),
                progress.oldest(),
                workers.busy(),
                workers.bytes() + batcher.bytes());
    }

    private void read() {
        while (!unread.isEmpty() && !clock.instant().isBefore(readAgainAt)) {
            try {
                if (!read(unread.element())) {
                    return;
                }
                unread.remove();
            } catch (SchemaUnavailableException e) {
                // The record may be perfectly good: everything waits for the registry.
                events.waitingForRegistry(String.valueOf(e.getMessage()));
                readAgainAt = clock.instant().plus(SCHEMA_PAUSE);
                registryAway = true;
            }
        }
    }

    /** @return whether the record has been dealt with; it stays the next one otherwise */
    private boolean read(ConsumerRecord<byte[], byte[]> record) {
        PartitionProgress partition = progress.of(new TopicPartition(record.topic(), record.partition()));
        try {
            Optional<Parcel> parcel = intake.read(record);
            registryAway = false;
            partition.take(record.offset(), record.timestamp());
            if (parcel.isPresent()) {
                batcher.add(new Taken(parcel.get(), partition));
            } else {
                partition.end(record.offset());
                events.filtered();
            }
            return true;
        } catch (UnreadableEventException e) {
            return bury(record, String.valueOf(e.getMessage()), partition);
        }
    }

    private boolean bury(ConsumerRecord<byte[], byte[]> unreadable, String reason, PartitionProgress partition) {
        registryAway = false;
        if (!workers.idle()) {
            return false;
        }
        partition.take(unreadable.offset(), unreadable.timestamp());
        workers.bury(Intake.original(unreadable), reason, () -> {
            partition.end(unreadable.offset());
            events.unreadable();
        });
        return true;
    }
}

package io.callstream.sink.runtime.consume;

import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.events.codec.UnknownSchemaException;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.sink.runtime.deliver.Causes;
import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What records pass through between the topic and their end: they are read, gathered and delivered, and each partition's
 * progress is kept. It neither fetches nor commits: whoever owns it does, on one thread, and never waits for a destination.
 */
public final class DeliveryPipeline implements AutoCloseable {
    private static final Duration SCHEMA_PAUSE = Duration.ofSeconds(2);

    /** Deliveries of one partition that wait for their dead letters: enough to be quick, few enough to be held in memory. */
    private static final int MOST_LETTERS = 4;

    private final RecordReader recordReader;
    private final Predicate<ConsumerRecord<byte[], byte[]>> selection;
    private final Pace pace;
    private final Batcher batcher;
    private final Workers workers;
    private final LoopSettings settings;
    private final LoopEvents events;
    private final Clock clock;

    private final Progress progress;
    private final Unread unread = new Unread();
    private boolean somethingLeft;

    DeliveryPipeline(Stages stages, LoopSettings settings, LoopEvents events, Clock clock) {
        this.recordReader = stages.recordReader();
        this.selection = stages.admission().selection();
        this.pace = stages.admission().pace();
        this.progress = new Progress(stages.admission().counts());
        this.batcher = stages.batcher();
        this.workers = stages.workers();
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** What a record passes through, in this order. */
    record Stages(Admission admission, RecordReader recordReader, Batcher batcher, Workers workers) {}

    /**
     * What is let in.
     *
     * @param selection which records are wanted at all
     * @param pace how fast
     * @param counts whether it is committed how events ended
     */
    record Admission(Predicate<ConsumerRecord<byte[], byte[]>> selection, Pace pace, boolean counts) {
        /** Everything, at once. */
        static final Admission ALL = new Admission(record -> true, Pace.UNBOUNDED, false);
    }

    /** Takes a record in; of one partition in the order of their offsets. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        unread.add(record);
    }

    /** Moves on what can be moved on now, without waiting; to be called several times a second. */
    public void turn() {
        gatherAgain();
        do {
            read();
        } while (send());
        somethingLeft = full() || batcher.ready();
    }

    /** @return whether some were sent, so that there is room for more */
    private boolean send() {
        boolean sent = false;
        while (workers.idle() ? batcher.ready() || crowded() && !batcher.isEmpty() : workers.open() && batcher.full()) {
            workers.start(batcher.next());
            sent = true;
        }
        return sent;
    }

    /**
     * Whether the last turn left something for which there was no place: then it is a delivery's end that is waited for, not records. What
     * has ended since is not looked at, or nobody would wait for the end that was awaited.
     */
    boolean waitsForDeliveries() {
        return somethingLeft;
    }

    /** Waits for an end, which may have come since the last turn, or until the time is up. */
    void awaitDelivery(Duration patience) throws InterruptedException {
        workers.awaitEnd(patience);
    }

    /** Whether nothing more should be fetched for now, of any partition. */
    public boolean full() {
        return crowded() || !unread.isEmpty();
    }

    /** Whether as much is held in memory as may be. */
    boolean crowded() {
        return batcher.bytes() + workers.bytes() > settings.maxBufferedBytes()
                || batcher.events() + workers.waiting() > settings.maxBufferedEvents();
    }

    /** Partitions of which nothing more should be fetched for now: what was fetched has not been read. */
    Set<TopicPartition> behind() {
        return unread.partitions();
    }

    /** How much was fetched and not read. */
    long unreadBytes() {
        return unread.bytes();
    }

    /** What has come to its end, and what the group has committed. */
    Progress progress() {
        return progress;
    }

    /** How events ended, as far as what is before them has ended too. */
    Tally tally() {
        return progress.tally();
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
        takeBack();
        batcher.drop(gone);
        unread.drop(gone);
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
        takeBack();
        workers.awaitSent(patience);
        gatherAgain();
    }

    /** What waits for another delivery's end is gathered again. */
    private void takeBack() {
        batcher.putBack(workers.takeBack());
    }

    private void gatherAgain() {
        batcher.putBack(workers.letGo().stream().filter(progress::follows).toList());
    }

    /** Sends what is gathered, as far as somebody is free to, and waits for its end, or until the time is up. */
    public void finish(Duration patience) throws InterruptedException {
        takeBack();
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

    /** Whether nothing waits to be read or sent. */
    boolean isEmpty() {
        return batcher.isEmpty() && unread.isEmpty();
    }

    /**
     * @param notFetched records that stand in the topic behind those that were taken in
     * @param partitions how many are assigned
     */
    Load load(long notFetched, int partitions) {
        Optional<Instant> oldest = Stream.concat(progress.oldest().stream(), unread.oldest().stream())
                .min(Comparator.naturalOrder());
        return new Load(
                notFetched + unread.size() + progress.open(),
                oldest,
                workers.busy(),
                workers.bytes() + batcher.bytes() + unread.bytes(),
                partitions);
    }

    private void read() {
        for (Unread.Line line : unread.lines()) {
            while (line.ready(clock) && !crowded() && pace.open() && read(line)) {
                unread.removeFirst(line);
            }
        }
        Map<Trouble, String> waits = unread.waits();
        for (Trouble what : List.of(Trouble.REGISTRY, Trouble.SCHEMA)) {
            String reason = waits.get(what);
            if (reason == null) {
                events.over(what);
            } else {
                events.trouble(what, reason);
            }
        }
    }

    /** @return whether the first record has been dealt with; it stays the first otherwise */
    private boolean read(Unread.Line line) {
        ConsumerRecord<byte[], byte[]> record = line.first();
        TopicPartition partition = line.partition();
        if (workers.letters(partition) >= MOST_LETTERS) {
            return false;
        }
        try {
            take(record, progress.of(partition));
        } catch (SchemaUnavailableException e) {
            // The record may be perfectly good: its partition waits.
            line.waitUntil(clock.instant().plus(SCHEMA_PAUSE), new Unread.Wait(Trouble.REGISTRY, Causes.of(e)));
            return false;
        } catch (UnknownSchemaException e) {
            if (RecordReader.saysItIsAnEvent(record)) {
                line.waitUntil(
                        clock.instant().plus(SCHEMA_PAUSE), new Unread.Wait(Trouble.SCHEMA, forgotten(record, e)));
                return false;
            }
            deadLetter(record, partition, String.valueOf(e.getMessage()));
        } catch (UnreadableEventException e) {
            deadLetter(record, partition, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            // Nothing on a topic ends a sink, whatever it is.
            deadLetter(
                    record,
                    partition,
                    "the record cannot be read: " + e.getClass().getName());
        }
        return true;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, PartitionProgress partition) {
        if (!selection.test(record)) {
            partition.take(record.offset(), record.timestamp());
            partition.end(record.offset(), Outcome.LEFT_OUT);
            return;
        }
        Optional<PendingEvent> pendingEvent = recordReader.read(record);
        partition.take(record.offset(), record.timestamp());
        if (pendingEvent.isPresent()) {
            batcher.add(new InFlightEvent(pendingEvent.get(), partition));
            pace.admitted();
        } else {
            partition.end(record.offset(), Outcome.SKIPPED);
            events.filtered();
        }
    }

    private static String forgotten(ConsumerRecord<byte[], byte[]> record, UnknownSchemaException e) {
        return e.getMessage() + ", and " + record.topic() + "-" + record.partition()
                + " has an event written with it at offset " + record.offset()
                + "; register the schema again under this id, or restore the registry's storage";
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> unreadable, TopicPartition of, String reason) {
        PartitionProgress partition = progress.of(of);
        partition.take(unreadable.offset(), unreadable.timestamp());
        workers.deadLetter(of, RecordReader.original(unreadable), reason, () -> {
            partition.end(unreadable.offset(), Outcome.REFUSED);
            events.unreadable();
        });
    }
}

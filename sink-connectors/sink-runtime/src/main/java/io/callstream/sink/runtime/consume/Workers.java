package io.callstream.sink.runtime.consume;

import io.callstream.sink.runtime.deliver.AbandonedException;
import io.callstream.sink.runtime.deliver.DeliveryEngine;
import io.callstream.sink.runtime.deliver.DeliveryListener;
import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The threads that deliver, so that the polling thread never waits for a destination. */
final class Workers implements AutoCloseable {
    private static final Duration LETTER_PATIENCE = Duration.ofSeconds(1);

    /** Batches that wait for each place: on a busy machine it takes a while until the reader can bring others. */
    private static final int WAITING = 3;

    private final DeliveryEngine engine;
    private final Duration maxAge;
    private final DeliveryListener listener;
    private final ExecutorService threads;
    private final Places<Batch> places;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Letters letters = new Letters();
    private final Queue<List<InFlightEvent>> letGo = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    /** Has a permit when a delivery has ended that nobody has asked for yet. */
    private final Semaphore ends = new Semaphore(0);

    Workers(DeliveryEngine engine, Duration maxAge, DeliveryListener listener, PoolSize crew) {
        this.engine = engine;
        this.maxAge = maxAge;
        this.listener = listener;
        this.places = new Places<>(crew.size(), WAITING * crew.size());
        AtomicInteger count = new AtomicInteger();
        // As many as send, and those that only wait for a dead letter: the reader sees to it that they stay few.
        this.threads =
                Executors.newCachedThreadPool(task -> new Thread(task, crew.name() + "-" + count.incrementAndGet()));
    }

    /** How many threads, and what they are called. */
    record PoolSize(String name, int size) {}

    /** Events to be sent together, and their bytes. */
    private record Batch(List<InFlightEvent> events, long bytes) {
        static Batch of(List<InFlightEvent> events) {
            return new Batch(
                    events,
                    events.stream()
                            .mapToLong(inFlightEvent ->
                                    inFlightEvent.pendingEvent().bytes())
                            .sum());
        }
    }

    /** Whether a batch that comes now is sent at once. */
    boolean idle() {
        return places.free();
    }

    /** Whether a batch may come now, if only to be sent when another has ended. */
    boolean open() {
        return places.open();
    }

    /** How many batches are under way. */
    int busy() {
        return places.taken();
    }

    /** Bytes of the batches that have come and not ended. */
    long bytes() {
        return bytes.get();
    }

    /** Takes a batch when {@link #open}. */
    void start(List<InFlightEvent> events) {
        Batch batch = Batch.of(events);
        bytes.addAndGet(batch.bytes());
        waiting.addAndGet(batch.events().size());
        if (places.take(batch)) {
            sends(batch);
            send(batch);
        }
    }

    /** Events of the batches that have come and are not being sent. */
    int waiting() {
        return waiting.get();
    }

    private void sends(Batch batch) {
        waiting.addAndGet(-batch.events().size());
    }

    /** What has come and is not being sent, in order: it is somebody else's again. */
    List<InFlightEvent> takeBack() {
        List<Batch> gone = places.sendAway();
        gone.forEach(this::sends);
        gone.forEach(batch -> bytes.addAndGet(-batch.bytes()));
        return gone.stream().flatMap(batch -> batch.events().stream()).toList();
    }

    /**
     * Brings a record that is no event to the dead letters. Takes nobody's place: it may have to be waited for.
     *
     * @param kept called when it is safe there
     */
    void deadLetter(TopicPartition partition, SourceRecord unreadable, String reason, Runnable kept) {
        int size = unreadable.value().length;
        bytes.addAndGet(size);
        Job job = new Job(size, false);
        job.lettersOnly(List.of(partition), size);
        threads.execute(() -> {
            run(() -> {
                engine.deadLetter(unreadable, reason);
                kept.run();
            });
            job.end();
        });
    }

    /** How many deliveries of the partition wait for nothing but their dead letters. */
    int letters(TopicPartition partition) {
        return letters.of(partition);
    }

    /** What ended a delivery that should have had no end of its own, such as a lack of memory. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Sends the batch, and on the same thread what has waited for its place. */
    private void send(Batch batch) {
        threads.execute(() -> {
            Batch next = sent(batch);
            while (next != null && !Thread.currentThread().isInterrupted()) {
                next = sent(next);
            }
            sendElsewhere(next);
        });
    }

    /** @return what has the batch's place now */
    private @Nullable Batch sent(Batch batch) {
        Job job = new Job(batch.bytes(), true);
        run(() -> deliver(batch.events(), job));
        return job.end();
    }

    private void sendElsewhere(@Nullable Batch batch) {
        if (batch != null && !threads.isShutdown()) {
            send(batch);
        }
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            // Stopping: what has not ended is not committed and comes again.
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Whatever it is: its events have not ended, so the polling thread must hear of it and start anew.
            failure.compareAndSet(null, e);
        }
    }

    /** What a delivery holds: memory, and a place among those that send until only its dead letters are left. */
    private final class Job {
        private long size;
        private boolean place;
        private List<TopicPartition> burying = List.of();

        /** @param size that has been counted */
        Job(long size, boolean place) {
            this.size = size;
            this.place = place;
        }

        void lettersOnly(List<TopicPartition> partitions, long left) {
            bytes.addAndGet(left - size);
            size = left;
            burying = partitions;
            letters.begin(burying);
            sendElsewhere(leave());
        }

        /** @return what has its place now */
        @Nullable Batch end() {
            bytes.addAndGet(-size);
            letters.end(burying);
            return leave();
        }

        private @Nullable Batch leave() {
            Batch next = place ? places.leave() : null;
            place = false;
            if (next != null) {
                sends(next);
            }
            if (ends.availablePermits() == 0) {
                ends.release(); // One says it as well as many, which would only add up.
            }
            return next;
        }
    }

    /** Waits until a delivery has ended since this was last asked, or the time is up. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (ends.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            ends.drainPermits();
        }
    }

    /** One thing to do on a delivering thread. */
    private interface Work {
        void run() throws InterruptedException;
    }

    private void deliver(List<InFlightEvent> batch, Job job) throws InterruptedException {
        Map<PendingEvent, InFlightEvent> open = new IdentityHashMap<>();
        batch.forEach(inFlightEvent -> open.put(inFlightEvent.pendingEvent(), inFlightEvent));
        try {
            engine.deliver(
                    batch.stream().map(InFlightEvent::pendingEvent).toList(),
                    maxAge,
                    new CommitTracker(open, listener, job));
        } catch (AbandonedException e) {
            letGo.add(batch.stream()
                    .filter(inFlightEvent -> open.containsKey(inFlightEvent.pendingEvent()))
                    .toList());
        }
    }

    /** Waits until no delivery is under way, or the time is up; for dead letters less long, since they may be stuck. */
    void awaitQuiet(Duration patience) throws InterruptedException {
        places.awaitEmpty(patience);
        letters.awaitNone(LETTER_PATIENCE);
    }

    /**
     * As {@link #awaitQuiet}, for what is being sent only: a delivery that itself waits for the destination gives up,
     * see {@link #letGo}.
     */
    void awaitSent(Duration patience) throws InterruptedException {
        engine.letGo();
        try {
            awaitQuiet(patience);
        } finally {
            engine.goOn();
        }
    }

    /** What deliveries gave up since it was last asked for, in order. */
    List<InFlightEvent> letGo() {
        List<InFlightEvent> all = new ArrayList<>();
        for (List<InFlightEvent> batch = letGo.poll(); batch != null; batch = letGo.poll()) {
            all.addAll(batch);
        }
        return all;
    }

    /** Gives deliveries under way the time, then stops them. */
    boolean finish(Duration patience) throws InterruptedException {
        threads.shutdown();
        if (threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        threads.shutdownNow();
        return threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Marks the record's place before anybody else hears of the event's end. */
    private record CommitTracker(Map<PendingEvent, InFlightEvent> open, DeliveryListener listener, Job job)
            implements DeliveryListener {
        @Override
        public void delivered(PendingEvent pendingEvent) {
            end(pendingEvent, Outcome.DELIVERED);
            listener.delivered(pendingEvent);
        }

        @Override
        public void deadLettered(PendingEvent pendingEvent) {
            end(pendingEvent, Outcome.REFUSED);
            listener.deadLettered(pendingEvent);
        }

        @Override
        public void expired(PendingEvent pendingEvent) {
            end(pendingEvent, Outcome.SKIPPED);
            listener.expired(pendingEvent);
        }

        @Override
        public void erased(PendingEvent pendingEvent) {
            end(pendingEvent, Outcome.SKIPPED);
            listener.erased(pendingEvent);
        }

        /** The others of the batch have ended: somebody else may send now. */
        @Override
        public void lettersLeft(List<PendingEvent> pendingEvents) {
            List<TopicPartition> partitions = pendingEvents.stream()
                    .flatMap(pendingEvent -> Stream.ofNullable(open.get(pendingEvent)))
                    .map(InFlightEvent::partition)
                    .distinct()
                    .toList();
            job.lettersOnly(
                    partitions,
                    pendingEvents.stream().mapToLong(PendingEvent::bytes).sum());
        }

        private void end(PendingEvent pendingEvent, Outcome outcome) {
            InFlightEvent inFlightEvent = open.remove(pendingEvent);
            if (inFlightEvent != null) {
                inFlightEvent.end(outcome);
            }
        }
    }
}

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

    private final DeliveryEngine engine;
    private final Duration maxAge;
    private final DeliveryListener listener;
    private final ExecutorService threads;
    private final Semaphore free;
    private final int size;
    private final AtomicLong bytes = new AtomicLong();
    private final Letters letters = new Letters();
    private final Queue<List<InFlightEvent>> letGo = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Workers(DeliveryEngine engine, Duration maxAge, DeliveryListener listener, PoolSize crew) {
        this.engine = engine;
        this.maxAge = maxAge;
        this.listener = listener;
        this.size = crew.size();
        this.free = new Semaphore(size);
        AtomicInteger count = new AtomicInteger();
        // As many as send, and those that only wait for a dead letter: the reader sees to it that they stay few.
        this.threads =
                Executors.newCachedThreadPool(task -> new Thread(task, crew.name() + "-" + count.incrementAndGet()));
    }

    /** How many threads, and what they are called. */
    record PoolSize(String name, int size) {}

    boolean idle() {
        return free.availablePermits() > 0;
    }

    /** How many batches are under way. */
    int busy() {
        return size - free.availablePermits();
    }

    /** Bytes of the batches under way. */
    long bytes() {
        return bytes.get();
    }

    /** Takes a batch when {@link #idle()}. */
    void start(List<InFlightEvent> batch) {
        long size = batch.stream()
                .mapToLong(inFlightEvent -> inFlightEvent.pendingEvent().bytes())
                .sum();
        free.acquireUninterruptibly();
        Job job = new Job(size, true);
        run(job, () -> deliver(batch, job));
    }

    /**
     * Brings a record that is no event to the dead letters. Takes nobody's place: it may have to be waited for.
     *
     * @param kept called when it is safe there
     */
    void deadLetter(TopicPartition partition, SourceRecord unreadable, String reason, Runnable kept) {
        Job job = new Job(unreadable.value().length, false);
        job.lettersOnly(List.of(partition), unreadable.value().length);
        run(job, () -> {
            engine.deadLetter(unreadable, reason);
            kept.run();
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

    private void run(Job job, Work work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                // Stopping: what has not ended is not committed and comes again.
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                // Whatever it is: its events have not ended, so the polling thread must hear of it and start anew.
                failure.compareAndSet(null, e);
            } finally {
                job.end();
            }
        });
    }

    /** What a delivery holds: memory, and a place among those that send until only its dead letters are left. */
    private final class Job {
        private long size;
        private boolean place;
        private List<TopicPartition> burying = List.of();

        Job(long size, boolean place) {
            this.size = size;
            this.place = place;
            bytes.addAndGet(size);
        }

        void lettersOnly(List<TopicPartition> partitions, long left) {
            bytes.addAndGet(left - size);
            size = left;
            burying = partitions;
            letters.begin(burying);
            if (place) {
                place = false;
                free.release();
            }
        }

        void end() {
            bytes.addAndGet(-size);
            letters.end(burying);
            if (place) {
                free.release();
            }
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
        if (free.tryAcquire(size, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            free.release(size);
        }
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

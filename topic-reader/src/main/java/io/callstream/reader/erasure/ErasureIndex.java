package io.callstream.reader.erasure;

import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Subject;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.TopicConsumers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the topic of erasures on a thread of its own, and knows how old its knowledge is. Thread-safe.
 */
public final class ErasureIndex implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final long JOIN_MILLIS = 5_000;

    private final TopicConsumers consumers;
    private final LongSupplier nanoTime;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch read = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable ErasureTopic reading;
    private volatile Optional<Known> known = Optional.empty();
    private volatile String trouble = "the topic of erasures is being read";

    /**
     * What is known.
     *
     * @param subjects who is erased
     * @param requests the record by which each was
     * @param asOfNanos all that Kafka had at this time is part of it, by the clock of {@link System#nanoTime}
     */
    public record Known(ErasedSubjects subjects, Map<Subject, byte[]> requests, long asOfNanos) {}

    private ErasureIndex(TopicConsumers consumers, LongSupplier nanoTime, String name) {
        this.consumers = consumers;
        this.nanoTime = nanoTime;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Begins to read and returns at once. */
    public static ErasureIndex follow(TopicConsumers consumers, String threadName) {
        ErasureIndex index = new ErasureIndex(consumers, System::nanoTime, threadName);
        index.thread.start();
        return index;
    }

    /** The latest there is; empty until the topic has been read for the first time. */
    public Optional<Known> known() {
        return known;
    }

    /**
     * Waits until the topic has been read for the first time.
     *
     * @throws ReadFailedException if that takes longer than the patience: Kafka does not answer
     */
    public void await(Duration patience) {
        try {
            if (!read.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ReadFailedException("it is not known whose events may be shown: " + trouble);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReadFailedException("interrupted while erasures were read", e);
        }
    }

    /** What keeps it from being known, as of the last try; empty when nothing does. */
    public String trouble() {
        return trouble;
    }

    private void run() {
        try {
            do {
                follow();
            } while (!ended());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until Kafka fails: another consumer may have more luck. */
    private void follow() throws InterruptedException {
        try (ErasureTopic topic = new ErasureTopic(consumers)) {
            reading = topic;
            do {
                look(topic);
            } while (!ended());
        } catch (ReadFailedException e) {
            trouble = String.valueOf(e.getMessage());
        } catch (KafkaException e) {
            trouble = "Kafka failed while erasures were read: " + e.getMessage();
        }
    }

    private void look(ErasureTopic topic) {
        long asked = nanoTime.getAsLong();
        ErasedSubjects subjects = topic.toItsEnd();
        boolean same = known.filter(before -> before.subjects() == subjects).isPresent();
        known = Optional.of(new Known(subjects, same ? known.orElseThrow().requests() : topic.requests(), asked));
        trouble = "";
        read.countDown();
    }

    private boolean ended() throws InterruptedException {
        return closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the thread; waits a little for it, because it may be asking Kafka. */
    @Override
    public void close() {
        closed.countDown();
        ErasureTopic topic = reading;
        if (topic != null) {
            topic.wakeUp();
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.callstream.sink.runtime.deadletter;

import io.callstream.sink.runtime.deliver.Backoff;
import io.callstream.sink.runtime.deliver.Causes;
import io.callstream.sink.runtime.deliver.DeadLetters;
import io.callstream.sink.runtime.deliver.Pauses;
import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.SourceRecord;
import io.callstream.sink.runtime.deliver.Trouble;
import io.callstream.sink.runtime.deliver.Troubles;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dead letters on {@code llm.dlq.<sink>}: the original key and value, and why. A letter that Kafka has not acknowledged is
 * sent again without end. Safe for use by several threads.
 */
public final class KafkaDeadLetters implements DeadLetters, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaDeadLetters.class);

    private final Address address;
    private final Supplier<Producer<byte[], byte[]>> opening;
    private final Backoff backoff;
    private final Pauses pauses;
    private final Clock clock;
    private final Troubles troubles;
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * @param address whose letters these are, and where they go
     * @param opening makes the producer, and sees to it that the topic exists; called when the first letter comes, and
     *     again after each failure
     * @param troubles hears of letters that cannot be written
     */
    public KafkaDeadLetters(
            Address address,
            Supplier<Producer<byte[], byte[]>> opening,
            Backoff backoff,
            Pauses pauses,
            Clock clock,
            Troubles troubles) {
        this.address = address;
        this.opening = opening;
        this.backoff = backoff;
        this.pauses = pauses;
        this.clock = clock;
        this.troubles = troubles;
    }

    /** A sink and its dead-letter topic. */
    public record Address(String sink, String topic) {}

    @Override
    public void deadLetter(SourceRecord original, String reason, int attempts) throws InterruptedException {
        deadLetter(original, Optional.empty(), new DeadLetterHeaders.Refusal(reason, attempts, clock.instant()));
    }

    @Override
    public void deadLetter(PendingEvent pendingEvent, String reason, int attempts) throws InterruptedException {
        Optional<String> id = Optional.of(pendingEvent.event().eventId());
        deadLetter(pendingEvent.original(), id, new DeadLetterHeaders.Refusal(reason, attempts, clock.instant()));
    }

    private void deadLetter(SourceRecord original, Optional<String> eventId, DeadLetterHeaders.Refusal refusal)
            throws InterruptedException {
        DeadLetterFormat form = DeadLetterFormat.WHOLE;
        int failures = 0;
        Throwable failure = send(form.letter(address, original, eventId, refusal));
        while (failure != null) {
            Optional<DeadLetterFormat> smaller = tooLarge(failure) ? form.smaller() : Optional.empty();
            if (smaller.isPresent()) {
                form = smaller.get();
            } else {
                failures++;
                wait(failure, failures);
            }
            failure = send(form.letter(address, original, eventId, refusal));
        }
        troubles.over(Trouble.LETTERS);
        log.warn(
                "dead letter: sink={} place={} reason={}{}",
                address.sink(),
                original.place(),
                refusal.reason(),
                form == DeadLetterFormat.WHOLE ? "" : " body=by_reference");
    }

    private static boolean tooLarge(Throwable failure) {
        return failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException;
    }

    private void wait(Throwable failure, int failures) throws InterruptedException {
        String reason = "dead letters cannot be written to " + address.topic() + ": " + Causes.of(failure);
        troubles.trouble(Trouble.LETTERS, reason);
        if (failures == 1) {
            log.warn("dead letter not taken yet: sink={} error={}", address.sink(), reason);
        }
        discard();
        pauses.pause(backoff.pause(failures));
    }

    /** @return why it was not taken; null when it was */
    private @Nullable Throwable send(ProducerRecord<byte[], byte[]> letter) throws InterruptedException {
        try {
            producer().send(letter).get();
            return null;
        } catch (InterruptException e) {
            throw new InterruptedException("the sink is stopping");
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Some failures are a producer's last; and a topic that could not be made is tried again with the next one. */
    private synchronized void discard() {
        Producer<byte[], byte[]> opened = producer;
        producer = null;
        if (opened != null) {
            opened.close(Duration.ZERO);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> opened = producer;
        if (opened == null) {
            opened = opening.get();
            producer = opened;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        Producer<byte[], byte[]> opened = producer;
        if (opened != null) {
            opened.close();
        }
    }
}

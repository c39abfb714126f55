package io.callstream.sink.runtime.deadletter;

import io.callstream.sink.runtime.deliver.Backoff;
import io.callstream.sink.runtime.deliver.DeadLetters;
import io.callstream.sink.runtime.deliver.Original;
import io.callstream.sink.runtime.deliver.Parcel;
import io.callstream.sink.runtime.deliver.Pauses;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
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
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * @param address whose letters these are, and where they go
     * @param opening makes the producer, and sees to it that the topic exists; called when the first letter comes
     */
    public KafkaDeadLetters(
            Address address, Supplier<Producer<byte[], byte[]>> opening, Backoff backoff, Pauses pauses, Clock clock) {
        this.address = address;
        this.opening = opening;
        this.backoff = backoff;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** A sink and its dead-letter topic. */
    public record Address(String sink, String topic) {}

    @Override
    public void bury(Original original, String reason, int attempts) throws InterruptedException {
        bury(original, Optional.empty(), new DeadLetterHeaders.Refusal(reason, attempts, clock.instant()));
    }

    @Override
    public void bury(Parcel parcel, String reason, int attempts) throws InterruptedException {
        Optional<String> id = Optional.of(parcel.event().eventId());
        bury(parcel.original(), id, new DeadLetterHeaders.Refusal(reason, attempts, clock.instant()));
    }

    private void bury(Original original, Optional<String> eventId, DeadLetterHeaders.Refusal refusal)
            throws InterruptedException {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(address.topic(), original.key(), original.value());
        DeadLetterHeaders.of(address.sink(), original, eventId, refusal).forEach(letter.headers()::add);
        int failures = 0;
        while (!sent(letter, failures)) {
            failures++;
            pauses.pause(backoff.pause(failures));
        }
        log.warn("dead letter: sink={} place={} reason={}", address.sink(), original.place(), refusal.reason());
    }

    private boolean sent(ProducerRecord<byte[], byte[]> letter, int failures) throws InterruptedException {
        try {
            producer().send(letter).get();
            return true;
        } catch (ExecutionException | KafkaException e) {
            if (failures == 0) {
                log.warn("dead letter not taken yet: sink={} error={}", address.sink(), e.toString());
            }
            return false;
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

package io.callstream.sink.runtime.deadletter;

import io.callstream.sink.runtime.deliver.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** How much of a record its letter keeps. What the topic of dead letters does not take whole is kept by reference. */
enum DeadLetterFormat {
    WHOLE,
    /** Without the body, which stands in its own topic as long as that keeps it. */
    REFERENCE,
    /** Without the record's own headers and key, too. */
    BARE;

    private static final int LONGEST_KEY = 1024;

    /** The next smaller one. */
    Optional<DeadLetterFormat> smaller() {
        return ordinal() + 1 < values().length ? Optional.of(values()[ordinal() + 1]) : Optional.empty();
    }

    ProducerRecord<byte[], byte[]> letter(
            KafkaDeadLetters.Address address,
            SourceRecord original,
            Optional<String> eventId,
            DeadLetterHeaders.Refusal refusal) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(address.topic(), key(original), this == WHOLE ? original.value() : null);
        SourceRecord shown = this == BARE
                ? new SourceRecord(original.place(), original.timestamp(), original.key(), original.value(), Map.of())
                : original;
        DeadLetterHeaders.of(address.sink(), shown, eventId, refusal).forEach(letter.headers()::add);
        if (this != WHOLE) {
            add(letter, "body", "by reference");
            add(letter, "body_bytes", Integer.toString(original.value().length));
        }
        return letter;
    }

    private byte @Nullable [] key(SourceRecord original) {
        boolean keep = this == WHOLE || this == REFERENCE && original.key().length <= LONGEST_KEY;
        return keep ? original.key() : null;
    }

    private static void add(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(DeadLetterHeaders.PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }
}

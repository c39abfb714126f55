package io.callstream.sink.runtime.deadletter;

import io.callstream.sink.runtime.deliver.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter: an event that a destination refused for good.
 *
 * @param number the letter's own, by which people name it: its offset in the topic of dead letters
 * @param sink the account that could not deliver it: the sink's name, for a route with the route's after a dot
 * @param place where the event stands
 * @param eventId empty when the record could not be read
 * @param refusal why it is no longer tried
 * @param key the record's original key
 * @param value the record's original bytes
 */
public record DeadLetter(
        long number,
        String sink,
        SourceRecord.RecordPosition place,
        Optional<String> eventId,
        Refusal refusal,
        byte[] key,
        byte[] value) {
    /**
     * Why an event is no longer tried.
     *
     * @param reason what the destination said
     * @param attempts how often it was sent
     * @param failedAt when it was given up
     */
    public record Refusal(String reason, int attempts, Instant failedAt) {
        private static Refusal of(ConsumerRecord<byte[], byte[]> record) {
            return new Refusal(
                    text(record, "reason").orElse("?"),
                    text(record, "attempts").map(Integer::parseInt).orElse(0),
                    text(record, "failed_at").map(Instant::parse).orElse(Instant.ofEpochMilli(record.timestamp())));
        }
    }

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        return new DeadLetter(
                record.offset(),
                text(record, "sink").orElse("?"),
                new SourceRecord.RecordPosition(
                        text(record, "topic").orElse("?"),
                        text(record, "partition").map(Integer::parseInt).orElse(-1),
                        text(record, "offset").map(Long::parseLong).orElse(-1L)),
                text(record, "event_id"),
                Refusal.of(record),
                record.key() == null ? new byte[0] : record.key(),
                record.value() == null ? new byte[0] : record.value());
    }

    /** A header of ours; empty when the record has none of that name. */
    static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(DeadLetterHeaders.PREFIX + name);
        return Optional.ofNullable(header).map(found -> new String(found.value(), StandardCharsets.UTF_8));
    }
}

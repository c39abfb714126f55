package io.callstream.sink.runtime.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.CallEvent;
import io.callstream.sink.runtime.deliver.Backoff;
import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.SourceRecord;
import io.callstream.testing.events.SampleCall;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KafkaDeadLettersTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC);

    private final List<Duration> pauses = new ArrayList<>();
    private final ToldTroubles troubles = new ToldTroubles();

    @Test
    void aLetterCarriesTheBytesAndWhereTheyCameFrom() throws Exception {
        FlakyProducer producer = new FlakyProducer(0);
        PendingEvent pendingEvent = pendingEvent(Map.of("traceparent", new byte[] {1}));

        letters(producer).deadLetter(pendingEvent, "http_400", 3);

        ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
        assertThat(letter.topic()).isEqualTo("llm.dlq.test");
        assertThat(letter.key()).isEqualTo(pendingEvent.original().key());
        assertThat(letter.value()).isEqualTo(pendingEvent.original().value());
        assertThat(letter.headers().lastHeader("traceparent").value()).containsExactly(1);
        assertThat(header(letter, "event_id")).isEqualTo(pendingEvent.event().eventId());
        assertThat(header(letter, "sink")).isEqualTo("test");
        assertThat(header(letter, "topic")).isEqualTo("llm.success");
        assertThat(header(letter, "partition")).isEqualTo("4");
        assertThat(header(letter, "offset")).isEqualTo("77");
        assertThat(header(letter, "attempts")).isEqualTo("3");
        assertThat(header(letter, "reason")).isEqualTo("http_400");
        assertThat(header(letter, "failed_at")).isEqualTo("2026-11-21T03:00:00Z");
    }

    @Test
    void headersStayBoundedWhateverComes() throws Exception {
        FlakyProducer producer = new FlakyProducer(0);

        letters(producer)
                .deadLetter(
                        pendingEvent(Map.of("bomb", new byte[100_000], "small", new byte[3000])),
                        "\u20ac".repeat(5000),
                        1);

        ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
        int size = 0;
        for (Header header : letter.headers()) {
            size += header.key().length() + header.value().length;
        }
        assertThat(size).isLessThan(8 * 1024);
        assertThat(header(letter, "reason")).matches("\u20ac{341}");
    }

    @Test
    void aBrokerThatIsAwayIsWaitedFor() throws Exception {
        FlakyProducer producer = new FlakyProducer(40);
        AtomicInteger openings = new AtomicInteger();
        KafkaDeadLetters letters = new KafkaDeadLetters(
                new KafkaDeadLetters.Address("test", "llm.dlq.test"),
                () -> {
                    if (openings.incrementAndGet() <= 10) {
                        throw new KafkaException("topic cannot be created");
                    }
                    return producer;
                },
                new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), new Random(3)),
                pauses::add,
                NOW,
                troubles);

        letters.deadLetter(pendingEvent(Map.of()), "http_400", 1);

        assertThat(pauses).hasSize(50);
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    @DisplayName("D06: a record that the topic of dead letters does not take is kept by reference")
    void aLetterThatIsTooLargeIsKeptByReference() throws Exception {
        SmallProducer producer = new SmallProducer(1_000, false);

        letters(producer)
                .deadLetter(pendingEvent(new byte[2_000], Map.of("traceparent", new byte[] {1})), "http_413", 1);

        ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
        assertThat(letter.value()).isNull();
        assertThat(letter.key()).isEqualTo("call".getBytes(StandardCharsets.UTF_8));
        assertThat(header(letter, "topic")).isEqualTo("llm.success");
        assertThat(header(letter, "partition")).isEqualTo("4");
        assertThat(header(letter, "offset")).isEqualTo("77");
        assertThat(header(letter, "reason")).isEqualTo("http_413");
        assertThat(header(letter, "body")).isEqualTo("by reference");
        assertThat(header(letter, "body_bytes")).isEqualTo("2000");
        assertThat(letter.headers().lastHeader("traceparent").value()).containsExactly(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    @DisplayName("D06: and without its own headers where those are too much as well")
    void aLetterWhoseHeadersAreTooMuchIsKeptBare() throws Exception {
        SmallProducer producer = new SmallProducer(1_000, true);

        letters(producer).deadLetter(pendingEvent(new byte[2_000], Map.of("large", new byte[2_000])), "http_413", 1);

        ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
        assertThat(letter.headers().lastHeader("large")).isNull();
        assertThat(header(letter, "offset")).isEqualTo("77");
    }

    @Test
    @DisplayName("Delivery 4: while a letter cannot be written, that is a trouble with its cause, and over with it")
    void aLetterThatCannotBeWrittenIsSaid() throws Exception {
        letters(new FlakyProducer(2)).deadLetter(pendingEvent(Map.of()), "http_400", 1);

        assertThat(troubles.told)
                .containsExactly(
                        "LETTERS: dead letters cannot be written to llm.dlq.test: no broker",
                        "LETTERS: dead letters cannot be written to llm.dlq.test: no broker",
                        "LETTERS over");
    }

    private KafkaDeadLetters letters(MockProducer<byte[], byte[]> producer) {
        return new KafkaDeadLetters(
                new KafkaDeadLetters.Address("test", "llm.dlq.test"),
                () -> producer,
                new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), new Random(3)),
                pauses::add,
                NOW,
                troubles);
    }

    private static PendingEvent pendingEvent(Map<String, byte[]> headers) {
        return pendingEvent(new byte[] {0, 0, 0, 0, 1, 9}, headers);
    }

    private static PendingEvent pendingEvent(byte[] value, Map<String, byte[]> headers) {
        SourceRecord original = new SourceRecord(
                new SourceRecord.RecordPosition("llm.success", 4, 77),
                Instant.EPOCH,
                "call".getBytes(StandardCharsets.UTF_8),
                value,
                headers);
        return new PendingEvent(new CallEvent.Success(SampleCall.number(1).success()), original);
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader("callstream.dlq." + name).value(), StandardCharsets.UTF_8);
    }

    /** Takes no record above a size, as a broker says or as the client does. */
    private static final class SmallProducer extends MockProducer<byte[], byte[]> {
        private final int most;
        private final boolean atOnce;

        SmallProducer(int most, boolean atOnce) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.most = most;
            this.atOnce = atOnce;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> letter) {
            int size = letter.value() == null ? 0 : letter.value().length;
            for (Header header : letter.headers()) {
                size += header.value().length;
            }
            if (size <= most) {
                return super.send(letter);
            }
            RecordTooLargeException refusal = new RecordTooLargeException("too large");
            if (atOnce) {
                throw refusal;
            }
            return CompletableFuture.failedFuture(refusal);
        }
    }

    /** Times out a number of times, then takes everything. */
    private static final class FlakyProducer extends MockProducer<byte[], byte[]> {
        private int failures;

        FlakyProducer(int failures) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.failures = failures;
        }

        /** Stands for all the producers that are opened one after the other. */
        @Override
        public void close(Duration timeout) {}

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> letter) {
            if (failures > 0) {
                failures--;
                throw new TimeoutException("no broker");
            }
            return super.send(letter);
        }
    }
}

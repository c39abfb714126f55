package io.callstream.sink.runtime.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.CallEvent;
import io.callstream.sink.runtime.deliver.Backoff;
import io.callstream.sink.runtime.deliver.Original;
import io.callstream.sink.runtime.deliver.Parcel;
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
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaDeadLettersTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC);

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void aLetterCarriesTheBytesAndWhereTheyCameFrom() throws Exception {
        FlakyProducer producer = new FlakyProducer(0);
        Parcel parcel = parcel(Map.of("traceparent", new byte[] {1}));

        letters(producer).bury(parcel, "http_400", 3);

        ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
        assertThat(letter.topic()).isEqualTo("llm.dlq.test");
        assertThat(letter.key()).isEqualTo(parcel.original().key());
        assertThat(letter.value()).isEqualTo(parcel.original().value());
        assertThat(letter.headers().lastHeader("traceparent").value()).containsExactly(1);
        assertThat(header(letter, "event_id")).isEqualTo(parcel.event().eventId());
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
                .bury(parcel(Map.of("bomb", new byte[100_000], "small", new byte[3000])), "\u20ac".repeat(5000), 1);

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
                NOW);

        letters.bury(parcel(Map.of()), "http_400", 1);

        assertThat(pauses).hasSize(50);
        assertThat(producer.history()).hasSize(1);
    }

    private KafkaDeadLetters letters(FlakyProducer producer) {
        return new KafkaDeadLetters(
                new KafkaDeadLetters.Address("test", "llm.dlq.test"),
                () -> producer,
                new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), new Random(3)),
                pauses::add,
                NOW);
    }

    private static Parcel parcel(Map<String, byte[]> headers) {
        Original original = new Original(
                new Original.Place("llm.success", 4, 77),
                Instant.EPOCH,
                "call".getBytes(StandardCharsets.UTF_8),
                new byte[] {0, 0, 0, 0, 1, 9},
                headers);
        return new Parcel(new CallEvent.Success(SampleCall.number(1).success()), original);
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader("callstream.dlq." + name).value(), StandardCharsets.UTF_8);
    }

    /** Times out a number of times, then takes everything. */
    private static final class FlakyProducer extends MockProducer<byte[], byte[]> {
        private int failures;

        FlakyProducer(int failures) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.failures = failures;
        }

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

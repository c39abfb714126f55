package io.callstream.sink.runtime.erase;

import io.callstream.settings.KafkaSettings;
import io.callstream.sink.runtime.deliver.Causes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes single records, now and then. Connects when there is one. Thread-safe. */
final class RecordWriter implements AutoCloseable {
    private static final int SAID_AFTER_MILLIS = 10_000;

    private final KafkaSettings kafka;
    private @Nullable Producer<byte[], byte[]> producer;
    private String failure = "";

    RecordWriter(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** @return whether Kafka has it; else {@link #failure} says why not */
    synchronized boolean write(String topic, byte[] key, byte[] value) throws InterruptedException {
        try {
            producer().send(new ProducerRecord<>(topic, key, value)).get();
            return true;
        } catch (InterruptException e) {
            throw new InterruptedException("interrupted while writing to " + topic);
        } catch (ExecutionException e) {
            failure = topic + " takes no record: " + Causes.of(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            failure = topic + " takes no record: " + Causes.of(e);
        }
        close();
        return false;
    }

    synchronized String failure() {
        return failure;
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> opened = producer;
        if (opened == null) {
            Map<String, Object> config = kafka.clientProperties();
            config.put(ProducerConfig.ACKS_CONFIG, "all");
            config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1); // see decision 0007
            config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SAID_AFTER_MILLIS);
            config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, SAID_AFTER_MILLIS);
            config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * SAID_AFTER_MILLIS);
            opened = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            producer = opened;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        Producer<byte[], byte[]> opened = producer;
        producer = null;
        if (opened != null) {
            opened.close(Duration.ZERO);
        }
    }
}

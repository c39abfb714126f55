package io.callstream.table;

import io.callstream.events.topic.TopicSpec;
import io.callstream.settings.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends the changes of all tables, on a thread of its own because Kafka's producer may wait. Safe for all threads. */
final class TableWriter {
    /** How long a change may take until it has failed. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_WAITING = 100_000;
    private static final long END_SECONDS = 5;
    private static final int BLOCK_MILLIS = 3_000;
    private static final int REQUEST_MILLIS = 5_000;

    private final KafkaSettings kafka;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), TableWriter::daemon);
    private @Nullable Producer<byte[], byte[]> producer;

    TableWriter(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** @return where it was written; ends with {@link TableUnavailableException} when it was not */
    CompletableFuture<RecordMetadata> send(String topic, String key, byte @Nullable [] value) {
        CompletableFuture<RecordMetadata> written = new CompletableFuture<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            thread.execute(() -> {
                if (System.nanoTime() - deadline > 0) {
                    written.completeExceptionally(failed(topic, "it does not answer", null));
                } else {
                    send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value), written);
                }
            });
        } catch (RejectedExecutionException e) {
            written.completeExceptionally(failed(topic, "too many changes wait already, or it is being closed", e));
        }
        return written;
    }

    private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<RecordMetadata> written) {
        try {
            producer().send(record, (where, failure) -> {
                if (failure == null) {
                    written.complete(where);
                } else {
                    written.completeExceptionally(failed(record.topic(), failure.toString(), failure));
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            written.completeExceptionally(failed(record.topic(), e.toString(), e));
        }
    }

    private TableUnavailableException failed(String topic, String why, @Nullable Exception cause) {
        String message = "Kafka at " + kafka.bootstrapServers() + " did not take a change of " + topic + ": " + why;
        return cause == null ? new TableUnavailableException(message) : new TableUnavailableException(message, cause);
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            Map<String, Object> client = new HashMap<>(kafka.clientProperties());
            client.put(ProducerConfig.CLIENT_ID_CONFIG, client.getOrDefault("client.id", "callstream") + "-tables");
            client.put(ProducerConfig.ACKS_CONFIG, "all");
            client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
            client.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1"); // see decision 0007
            client.put(ProducerConfig.LINGER_MS_CONFIG, "0");
            client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(BLOCK_MILLIS));
            client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Integer.toString(REQUEST_MILLIS));
            client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
            client.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(TopicSpec.MAX_MESSAGE_BYTES));
            client.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
            open = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    /** Lets what has been begun end, for a while. */
    void close() {
        if (thread.getLargestPoolSize() == 0) {
            thread.shutdown();
            return;
        }
        thread.execute(() -> {
            if (producer != null) {
                producer.close(Duration.ofSeconds(END_SECONDS));
            }
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2 * END_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "table-writer");
        thread.setDaemon(true);
        return thread;
    }
}

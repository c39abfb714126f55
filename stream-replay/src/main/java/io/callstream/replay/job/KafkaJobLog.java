package io.callstream.replay.job;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import io.callstream.reader.NotAllowed;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.topic.TopicCreation;
import io.callstream.reader.topic.TopicMaker;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.settings.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Jobs in the compacted topic of the catalogue, which is made when it is missing. */
public final class KafkaJobLog implements JobLog {
    private static final TopicSpec SPEC = TopicCatalogue.replayJobs();
    private static final String TOPIC = SPEC.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PATIENCE_SECONDS = 15;

    private final String servers;
    private final Jobs jobs = new Jobs();
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;

    private KafkaJobLog(String servers, Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        this.servers = servers;
        this.consumer = consumer;
        this.producer = producer;
    }

    /** @throws ReadFailedException if Kafka does not answer, or the topic is missing and may not be made */
    public static KafkaJobLog open(KafkaSettings kafka) {
        createTopic(kafka);
        TopicConsumers consumers = new TopicConsumers(kafka);
        Consumer<byte[], byte[]> consumer = consumers.open();
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        return new KafkaJobLog(consumers.servers(), consumer, producer(kafka));
    }

    private static void createTopic(KafkaSettings kafka) {
        // Who may not make it can use one that somebody else made; reading says so otherwise.
        if (TopicMaker.make(kafka, SPEC) instanceof TopicCreation.Failed failed
                && NotAllowed.by(failed.cause()).isEmpty()) {
            String problem = failed.cause() instanceof TimeoutException
                    ? "Kafka at " + kafka.bootstrapServers() + " does not answer"
                    : "topic " + TOPIC + " cannot be made at " + kafka.bootstrapServers();
            throw new ReadFailedException(problem, failed.cause());
        }
    }

    private static Producer<byte[], byte[]> producer(KafkaSettings kafka) {
        Map<String, Object> config = new HashMap<>(kafka.clientProperties());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1); // see decision 0007
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 1_000);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void refresh() {
        try {
            long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            while (consumer.position(PARTITION) < end) {
                consumer.poll(POLL).forEach(this::read);
            }
        } catch (KafkaException e) {
            String reason = NotAllowed.by(e).map(": "::concat).orElse(" does not answer when asked for " + TOPIC);
            throw new ReadFailedException("Kafka at " + servers + reason, e);
        }
    }

    @Override
    public void poll() {
        consumer.poll(Duration.ZERO).forEach(this::read);
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() != null && record.value() != null) {
            JobJson.read(record.key(), record.value())
                    .ifPresent(entry -> jobs.add(entry, Instant.ofEpochMilli(record.timestamp())));
        }
    }

    @Override
    public Job job(String name) {
        return jobs.job(name);
    }

    @Override
    public Map<String, Job> jobs() {
        return jobs.all();
    }

    @Override
    public void write(ReplayPlan plan) {
        await(new JobEntry.Planned(plan));
    }

    @Override
    public void write(JobStatus status, String runner, boolean claim) {
        await(new JobEntry.Said(status, runner, claim));
    }

    @Override
    public void heartbeat(JobStatus status, String runner) {
        send(new JobEntry.Said(status, runner, false));
    }

    @Override
    public void askToCancel(String job) {
        await(new JobEntry.CancelAsked(job));
    }

    private Future<RecordMetadata> send(JobEntry entry) {
        return producer.send(new ProducerRecord<>(TOPIC, 0, JobJson.key(entry), JobJson.value(entry)));
    }

    private void await(JobEntry entry) {
        try {
            send(entry).get();
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            String reason = NotAllowed.by(cause).map(": "::concat).orElse("");
            throw new ReadFailedException(
                    "Kafka at " + servers + " does not take the state of job " + entry.job() + reason, cause);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(PATIENCE_SECONDS));
        consumer.close();
    }
}

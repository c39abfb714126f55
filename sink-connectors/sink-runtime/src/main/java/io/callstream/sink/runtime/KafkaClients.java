package io.callstream.sink.runtime;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import io.callstream.settings.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients of one sink. */
final class KafkaClients {
    private static final long ADMIN_SECONDS = 20;
    /** A record of the largest size gets headers of ours on top, and must still fit, or it would block its partition. */
    private static final int LARGEST_LETTER = TopicSpec.MAX_MESSAGE_BYTES + (1 << 20);

    private final KafkaSettings settings;
    private final String sink;
    private final String account;

    /** @param account name of the sink, or of one of its routes */
    KafkaClients(KafkaSettings settings, String sink, String account) {
        this.settings = settings;
        this.sink = sink;
        this.account = account;
    }

    /** One group an account: each lags, fails and scales alone. Copies of the sink share the partitions. */
    Consumer<byte[], byte[]> consumer(GroupProtocol protocol) {
        Map<String, Object> config = protocol.applyTo(settings.clientProperties());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, "callstream-sink-" + account);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Never skip silently: a missing offset is decided by us, once, and a lost one is reported.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // A reader must not bring topics into being: they would have the broker's defaults, not the catalogue's.
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, TopicSpec.MAX_MESSAGE_BYTES);
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200);
        config.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "sink-" + account);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The producer of dead letters; sees to it that their topic exists. */
    Producer<byte[], byte[]> deadLetterProducer() {
        createDeadLetterTopic();
        Map<String, Object> config = settings.clientProperties();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // The topic may be new: a letter must not overtake one that was refused (KAFKA-15591, brokers before 4.5).
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_LETTER);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "sink-" + account + "-dlq");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void createDeadLetterTopic() {
        TopicSpec spec = TopicCatalogue.deadLetters(sink);
        Map<String, String> config = new HashMap<>(spec.config());
        config.put("max.message.bytes", Integer.toString(LARGEST_LETTER));
        NewTopic topic = new NewTopic(
                        spec.name(), Optional.of(spec.partitions()), Optional.of((short) settings.replicationFactor()))
                .configs(config);
        try (Admin admin = Admin.create(settings.clientProperties())) {
            admin.createTopics(List.of(topic)).all().get(ADMIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("topic " + spec.name() + " cannot be created", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("topic " + spec.name() + " cannot be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while creating topic " + spec.name(), e);
        }
    }
}

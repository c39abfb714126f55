package io.callstream.sink.runtime;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import io.callstream.reader.topic.TopicCreation;
import io.callstream.reader.topic.TopicMaker;
import io.callstream.settings.KafkaSettings;
import io.callstream.sink.runtime.consume.TopicWatch;
import io.callstream.sink.runtime.deliver.Causes;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients of one sink. */
final class KafkaClients {
    private static final int SAID_AFTER_MILLIS = 10_000;
    private static final int LARGEST_REQUEST = 48 << 20;
    /** A record of the largest size gets headers of ours on top, and should still fit; what does not is kept by reference. */
    private static final int LARGEST_LETTER = TopicSpec.MAX_MESSAGE_BYTES + (1 << 20);

    private final KafkaSettings settings;
    private final String sink;
    private final String group;
    private final String clientId;
    private volatile Optional<String> notCreated = Optional.empty();

    /** @param group of the sink's account, or of a replay for it */
    KafkaClients(KafkaSettings settings, String sink, String group) {
        this.settings = settings;
        this.sink = sink;
        this.group = group;
        this.clientId = group.replaceFirst("^callstream-", "");
    }

    /** One group an account: each lags, fails and scales alone. Copies of the sink share the partitions. */
    Consumer<byte[], byte[]> consumer(GroupProtocol protocol) {
        Map<String, Object> config = protocol.applyTo(settings.clientProperties());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Alerts are written in transactions: one that is not committed has not happened.
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Never skip silently: a missing offset is decided by us, once, and a lost one is reported.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // A reader must not bring topics into being: they would have the broker's defaults, not the catalogue's.
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // What is fetched is compressed, a hundredfold at worst, and is unpacked as it is polled: few records at a
        // time.
        config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5);
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        config.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
        // Topics that are made later, or made anew, are found soon.
        config.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200);
        config.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** @param topics what to watch */
    TopicWatch topics(List<String> topics, Clock clock) {
        Map<String, Object> config = settings.clientProperties();
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId + "-topics");
        config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 8_000);
        config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
        String where = settings.bootstrapServers() + " by "
                + settings.properties().getOrDefault("security.protocol", "PLAINTEXT");
        return new KafkaTopicWatch(Admin.create(config), where, topics, clock);
    }

    /** The producer of dead letters; sees to it that their topic exists. */
    Producer<byte[], byte[]> deadLetterProducer() {
        createDeadLetterTopic();
        Map<String, Object> config = settings.clientProperties();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // The topic may be new: a letter must not overtake one that was refused (KAFKA-15591, brokers before 4.5).
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // The topic's limit is on what is sent, which is compressed; this one would be on what is not.
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) LARGEST_REQUEST);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId + "-dlq");
        // A letter that cannot be written should be said soon; it is tried again without end.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SAID_AFTER_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, SAID_AFTER_MILLIS);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * SAID_AFTER_MILLIS);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Why the topic of dead letters could not be made; empty when it was there, or is now. */
    Optional<String> deadLetterTopicNotCreated() {
        return notCreated;
    }

    /** Who may only write to a topic that somebody made for him cannot make it, and does not have to. */
    private void createDeadLetterTopic() {
        TopicSpec spec = TopicCatalogue.deadLetters(sink);
        Map<String, String> config = new HashMap<>(spec.config());
        config.put("max.message.bytes", Integer.toString(LARGEST_LETTER));
        notCreated = TopicMaker.make(settings, spec, config) instanceof TopicCreation.Failed failed
                ? Optional.of(Causes.of(failed.cause()))
                : Optional.empty();
    }
}

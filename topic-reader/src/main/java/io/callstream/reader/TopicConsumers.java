package io.callstream.reader;

import io.callstream.settings.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Makes Kafka consumers that read without a group: nobody else notices, and nothing is committed. Committed records only, no topic
 * made by asking for it, and a bounded memory each (about {@value #FETCH_BYTES} bytes, or one record if that is larger).
 */
public final class TopicConsumers {
    private static final int FETCH_BYTES = 8 * 1024 * 1024;
    private static final int PARTITION_BYTES = 4 * 1024 * 1024;
    /** Few enough for the processor's cache: with ten thousand, values were fetched from memory again when they were decoded. */
    private static final int POLL_RECORDS = 500;

    private final KafkaSettings kafka;

    public TopicConsumers(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** A consumer without an assignment. It connects when it is first used. */
    public Consumer<byte[], byte[]> open() {
        Map<String, Object> client = properties();
        client.put("auto.offset.reset", "none"); // that retention has removed records meanwhile must be known
        client.put(
                "fetch.max.wait.ms", "10"); // at the end of a partition a longer wait would only delay the next fetch
        return open(client);
    }

    /**
     * Reads ranges to their ends with a consumer of their own.
     *
     * @param plan says which; what it throws is thrown on
     * @throws ReadFailedException if Kafka does not answer
     */
    public RangeReader read(Function<RangePlanner, List<PartitionRange>> plan) {
        Consumer<byte[], byte[]> consumer = open();
        try {
            return new RangeReader(consumer, plan.apply(new RangePlanner(consumer, servers())));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** The same for reading on and on: waits at the ends of partitions, and goes on behind what retention removes meanwhile. */
    public Consumer<byte[], byte[]> following() {
        Map<String, Object> client = properties();
        client.put("auto.offset.reset", "earliest");
        return open(client);
    }

    /** As {@link #open}, to look at single records: no more than one batch of a partition is fetched. */
    public Consumer<byte[], byte[]> peeking() {
        Map<String, Object> client = properties();
        client.put("auto.offset.reset", "none");
        client.put("max.partition.fetch.bytes", "1");
        client.put("fetch.max.bytes", "1");
        return open(client);
    }

    private Consumer<byte[], byte[]> open(Map<String, Object> client) {
        try {
            return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw new ReadFailedException("Kafka at " + servers() + " cannot be reached", e);
        }
    }

    /** The brokers, as messages name them. */
    public String servers() {
        return kafka.bootstrapServers();
    }

    private Map<String, Object> properties() {
        Map<String, Object> client = new HashMap<>(kafka.clientProperties());
        client.remove("group.id");
        client.remove("group.instance.id");
        client.put("enable.auto.commit", "false");
        client.put("allow.auto.create.topics", "false");
        client.put("isolation.level", "read_committed");
        client.put("max.poll.records", Integer.toString(POLL_RECORDS));
        client.put("fetch.max.bytes", Integer.toString(FETCH_BYTES));
        client.put("max.partition.fetch.bytes", Integer.toString(PARTITION_BYTES));
        client.putIfAbsent("default.api.timeout.ms", "15000");
        return client;
    }
}

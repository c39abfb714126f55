package io.callstream.analytics.run;

import io.callstream.analytics.config.AnalyticsConfig;
import io.callstream.analytics.serde.SkipUnprocessable;
import io.callstream.analytics.serde.SkipUnreadable;
import io.callstream.events.topic.AnalyticsGroups;
import io.callstream.events.topic.TopicSpec;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How every topology is run: exactly once, with bounded memory, and under names that an upgrade keeps. */
final class StreamsProperties {
    /** Ids of the applications, consumer groups and internal topics all begin with it. */
    private static final int LARGEST = TopicSpec.MAX_MESSAGE_BYTES + (1 << 20);

    private final AnalyticsConfig config;
    private final Path folder;
    private final String here;
    private final RocksMemory memory;
    private final SkipUnreadable.Counter skipped;

    /**
     * @param folder where stores stand
     * @param here host:port under which other instances reach this one
     */
    StreamsProperties(
            AnalyticsConfig config, Path folder, String here, RocksMemory memory, SkipUnreadable.Counter skipped) {
        this.config = config;
        this.folder = folder;
        this.here = here;
        this.memory = memory;
        this.skipped = skipped;
    }

    Properties of(String topology) {
        Properties all = new Properties();
        all.putAll(config.kafka().clientProperties());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, AnalyticsGroups.of(topology));
        all.put(StreamsConfig.APPLICATION_SERVER_CONFIG, here);
        all.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.analytics().threads());
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.analytics().standbyReplicas());
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.kafka().replicationFactor());
        all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        all.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, SkipUnreadable.class);
        all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, SkipUnprocessable.class);
        all.put(SkipUnreadable.COUNTER, skipped);
        timing(all);
        memory(all);
        return all;
    }

    private static void timing(Properties all) {
        // An alert should not take long, and every commit costs a transaction.
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 250);
        // After a kill, others take over when the session has ended.
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    }

    private void memory(Properties all) {
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.Setter.class);
        all.put(RocksMemory.KEY, memory);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 8L << 20);
        // Bodies are large: few records wait, and what is sent may be as large as what came.
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 100);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 200);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 8 << 20);
        all.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
                1); // see decision 0007
        all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST * 3);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), LARGEST * 3L);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        all.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Integer.toString(LARGEST));
    }
}

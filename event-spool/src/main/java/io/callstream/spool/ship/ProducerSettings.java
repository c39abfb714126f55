package io.callstream.spool.ship;

import io.callstream.events.topic.TopicSpec;
import io.callstream.spool.LogStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's producer as the spool needs it: memory is a pipe, the disk is the store, waiting beats giving up. */
final class ProducerSettings {
    private static final String DAY_MILLIS = Integer.toString(24 * 60 * 60 * 1000);

    /** What the promises rest on; not for users to change. */
    private static final Map<String, String> FIXED = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "true",
            ProducerConfig.RETRIES_CONFIG,
            Integer.toString(Integer.MAX_VALUE),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.toString(Integer.MAX_VALUE),
            // Brokers before 4.5 take a batch that overtook the refused first one of its partition, and then refuse the
            // first one for ever (KAFKA-15591). Batches grow with what waits, so a slow broker costs no throughput.
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            "1");

    private static final Map<String, String> DEFAULTS = Map.of(
            ProducerConfig.LINGER_MS_CONFIG, "25",
            ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(128 << 10),
            ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(64 << 20),
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd",
            ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, "1",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000",
            ProducerConfig.METADATA_MAX_IDLE_CONFIG, DAY_MILLIS,
            // Checked before compression; the topic's own limit is checked after.
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(TopicSpec.MAX_MESSAGE_BYTES),
            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "5000");

    private ProducerSettings() {}

    static Map<String, Object> of(Map<String, String> given, LogStream stream) {
        Map<String, Object> settings = new HashMap<>(DEFAULTS);
        settings.putAll(given);
        settings.putAll(FIXED);
        String client = given.getOrDefault(ProducerConfig.CLIENT_ID_CONFIG, "callstream-gateway");
        settings.put(
                ProducerConfig.CLIENT_ID_CONFIG, client + "-" + stream.name().toLowerCase(Locale.ROOT));
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }
}

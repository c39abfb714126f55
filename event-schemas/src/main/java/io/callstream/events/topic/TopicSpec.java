package io.callstream.events.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One topic as it has to exist.
 *
 * @param name the topic's name
 * @param partitions how many partitions; fixed at creation, because adding some later moves keys
 * @param retention how long records stay; must exceed the longest sink outage to be survived
 * @param compacted whether the last record of each key stays for ever; {@code retention} then says nothing
 * @param purpose one sentence for people who list the topics
 */
public record TopicSpec(String name, int partitions, Duration retention, boolean compacted, String purpose) {
    /** Largest record batch a topic takes, in bytes: a call with both bodies below the claim-check size always fits. */
    public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    /** Kafka compacts closed segments only: a small topic that changes often would else be read as a gigabyte of old values. */
    private static final int COMPACTED_SEGMENT_BYTES = 2 * MAX_MESSAGE_BYTES;

    /** A topic whose records go when they are old. */
    public TopicSpec(String name, int partitions, Duration retention, String purpose) {
        this(name, partitions, retention, false, purpose);
    }

    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " needs at least 1 partition, not " + partitions);
        }
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("topic " + name + " needs a positive retention, not " + retention);
        }
    }

    /**
     * Topic-level settings. Timestamps are the broker's ({@code LogAppendTime}): spooled events arrive late and
     * gateways' clocks differ, while retention and time-based replay go by the record's timestamp.
     */
    public Map<String, String> config() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("cleanup.policy", compacted ? "compact" : "delete");
        if (compacted) {
            config.put("segment.bytes", Integer.toString(COMPACTED_SEGMENT_BYTES));
        } else {
            config.put("retention.ms", Long.toString(retention.toMillis()));
        }
        config.put("message.timestamp.type", "LogAppendTime");
        config.put("max.message.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        config.put("compression.type", "producer");
        return config;
    }
}

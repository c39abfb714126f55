package io.callstream.sink.runtime.deliver;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/**
 * A record as it stands in its topic. The arrays and the headers are shared and not to be changed.
 *
 * @param place where it stands
 * @param timestamp when the broker took it
 * @param key the record's key, empty when it has none
 * @param value the record's value, empty when it has none
 * @param headers the record's headers; of several with one name the last
 */
public record SourceRecord(
        RecordPosition place, Instant timestamp, byte[] key, byte[] value, Map<String, byte[]> headers) {
    public SourceRecord {
        headers = Collections.unmodifiableMap(headers);
    }

    /** A record's coordinates in Kafka. */
    public record RecordPosition(String topic, int partition, long offset) {
        /** As people write it, {@code llm.success-3@17}: it stands in logs, lists and answers. */
        @Override
        public String toString() {
            return topic + "-" + partition + "@" + offset;
        }
    }
}

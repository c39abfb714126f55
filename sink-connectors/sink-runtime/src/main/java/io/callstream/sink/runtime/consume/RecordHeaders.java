package io.callstream.sink.runtime.consume;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** A record's headers, of several with one name the last. They are decoded when somebody asks, which is for dead letters only. */
final class RecordHeaders extends AbstractMap<String, byte[]> {
    private static final byte[] NOTHING = {};

    /** Kafka's headers hold on to all of the record's bytes until they are decoded: of large records that is too much to keep. */
    private static final int KEPT_UNDECODED = 64 << 10;

    private final Headers headers;

    private RecordHeaders(Headers headers) {
        this.headers = headers;
    }

    static Map<String, byte[]> of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new RecordHeaders(record.headers());
        boolean large = record.value() != null && record.value().length > KEPT_UNDECODED;
        return large ? new HashMap<>(headers) : headers;
    }

    @Override
    public Set<Entry<String, byte[]>> entrySet() {
        Map<String, byte[]> byName = new HashMap<>();
        for (Header header : headers) {
            byName.put(header.key(), header.value() == null ? NOTHING : header.value());
        }
        return Collections.unmodifiableMap(byName).entrySet();
    }
}

package io.callstream.sink.runtime.deadletter;

import io.callstream.sink.runtime.deliver.Original;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a dead letter says about itself, as record headers. Bounded: a long reason must not push a record over the
 * topic's size limit.
 */
final class DeadLetterHeaders {
    private static final String PREFIX = "callstream.dlq.";
    private static final int MAX_REASON = 1024;
    private static final int MAX_ORIGINAL = 6 * 1024;

    private DeadLetterHeaders() {}

    /** The record's own headers as far as they fit, then ours. */
    static Map<String, byte[]> of(String sink, Original original, String reason, int attempts, Instant now) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        int size = 0;
        for (Map.Entry<String, byte[]> header : original.headers().entrySet()) {
            size += header.getKey().length() + header.getValue().length;
            if (size <= MAX_ORIGINAL && !header.getKey().startsWith(PREFIX)) {
                headers.put(header.getKey(), header.getValue());
            }
        }
        put(headers, "sink", sink);
        put(headers, "topic", original.place().topic());
        put(headers, "partition", Integer.toString(original.place().partition()));
        put(headers, "offset", Long.toString(original.place().offset()));
        put(headers, "timestamp", original.timestamp().toString());
        put(headers, "reason", reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason);
        put(headers, "attempts", Integer.toString(attempts));
        put(headers, "failed_at", now.toString());
        return headers;
    }

    private static void put(Map<String, byte[]> headers, String name, String value) {
        headers.put(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }
}

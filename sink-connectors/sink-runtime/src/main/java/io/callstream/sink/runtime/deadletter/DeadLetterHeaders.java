package io.callstream.sink.runtime.deadletter;

import io.callstream.events.topic.DeadLetterHeader;
import io.callstream.sink.runtime.deliver.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a dead letter says about itself, as record headers. Bounded: a long reason must not push a record over the
 * topic's size limit.
 */
final class DeadLetterHeaders {
    static final String PREFIX = DeadLetterHeader.PREFIX;
    private static final int MAX_VALUE = 1024;
    private static final int MAX_ORIGINAL = 4 * 1024;

    private DeadLetterHeaders() {}

    /**
     * Why a record is here.
     *
     * @param reason what the destination said
     * @param attempts how often it was sent
     * @param failedAt when it was given up
     */
    record Refusal(String reason, int attempts, Instant failedAt) {
        Refusal {
            reason = reason.substring(0, Math.min(reason.length(), MAX_VALUE));
        }
    }

    /** The record's own headers as far as they fit, then ours. */
    static Map<String, byte[]> of(String sink, SourceRecord original, Optional<String> eventId, Refusal refusal) {
        Map<String, byte[]> headers = own(original);
        put(headers, "sink", sink);
        put(headers, "topic", original.place().topic());
        put(headers, "partition", Integer.toString(original.place().partition()));
        put(headers, "offset", Long.toString(original.place().offset()));
        put(headers, "timestamp", original.timestamp().toString());
        put(headers, "reason", refusal.reason());
        eventId.ifPresent(id -> put(headers, "event_id", id));
        put(headers, "attempts", Integer.toString(refusal.attempts()));
        put(headers, "failed_at", refusal.failedAt().toString());
        return headers;
    }

    private static Map<String, byte[]> own(SourceRecord original) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        int size = 0;
        for (Map.Entry<String, byte[]> header : original.headers().entrySet()) {
            size += header.getKey().length() + header.getValue().length;
            if (size <= MAX_ORIGINAL && !header.getKey().startsWith(PREFIX)) {
                headers.put(header.getKey(), header.getValue());
            }
        }
        return headers;
    }

    private static void put(Map<String, byte[]> headers, String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        headers.put(PREFIX + name, bytes.length > MAX_VALUE ? cut(bytes) : bytes);
    }

    /** Cuts before a character's first byte, so that what stays is valid UTF-8. */
    private static byte[] cut(byte[] text) {
        int end = MAX_VALUE;
        while (end > 0 && (text[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(text, end);
    }
}

package io.callstream.sink.loki;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** What Loki takes by default (limits_config of its documents), and what it says to the rest. */
final class LineRules {
    private static final int LINE = 256 << 10;
    private static final int METADATA = 64 << 10;
    private static final int METADATA_ENTRIES = 128;
    private static final int LABELS = 15;
    private static final int LABEL_VALUE = 2048;
    private static final long BEHIND = Duration.ofHours(1).toNanos();
    private static final long OLD = Duration.ofDays(7).toNanos();
    private static final long NEW = Duration.ofMinutes(10).toNanos();

    private final Clock clock;

    LineRules(Clock clock) {
        this.clock = clock;
    }

    static Optional<String> problemOfLabels(JsonNode labels) {
        if (!labels.isObject() || labels.isEmpty()) {
            return Optional.of("error at least one label pair is required per stream");
        }
        if (labels.size() > LABELS) {
            return Optional.of("entry for stream has " + labels.size() + " label names; limit 15");
        }
        var fields = labels.fields();
        while (fields.hasNext()) {
            var field = fields.next();
            if (!field.getKey().matches("[a-zA-Z_][a-zA-Z0-9_]*")
                    || !field.getValue().isTextual()
                    || bytes(field.getValue().textValue()) > LABEL_VALUE) {
                return Optional.of("error parsing labels: " + field.getKey());
            }
        }
        return Optional.empty();
    }

    /** @param newest time of the stream's newest line */
    Optional<String> problem(JsonNode value, long newest) {
        if (value.size() < 2
                || value.size() > 3
                || !isTime(value.path(0))
                || !value.path(1).isTextual()) {
            return Optional.of("Value looks like Number/Boolean/None, but can't find its end");
        }
        long time = Long.parseLong(value.get(0).textValue());
        if (bytes(value.get(1).textValue()) > LINE) {
            return Optional.of("max entry size '262144' bytes exceeded for stream '{}' while adding an entry");
        }
        if (value.size() == 3 && !isMetadata(value.get(2))) {
            return Optional.of("stream has structured metadata too large or malformed");
        }
        long now = clock.millis() * 1_000_000;
        if (time < now - OLD) {
            return Optional.of("entry for stream '{}' has timestamp too old: x");
        }
        if (time > now + NEW) {
            return Optional.of("entry for stream '{}' has timestamp too new: x");
        }
        return time < newest - BEHIND
                ? Optional.of("entry with timestamp x ignored, reason: 'entry too far behind, oldest acceptable x',"
                        + "\nuser 'fake', total ignored: 1 out of 1 for stream: {}")
                : Optional.empty();
    }

    private static boolean isTime(JsonNode time) {
        return time.isTextual() && time.textValue().matches("[1-9][0-9]{18}");
    }

    /** Flat, texts only. */
    private static boolean isMetadata(JsonNode metadata) {
        boolean good = metadata.isObject() && !metadata.isEmpty() && metadata.size() <= METADATA_ENTRIES;
        for (JsonNode value : metadata) {
            good &= value.isTextual();
        }
        return good && bytes(metadata.toString()) <= METADATA;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

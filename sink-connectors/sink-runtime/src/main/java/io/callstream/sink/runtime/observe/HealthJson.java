package io.callstream.sink.runtime.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A status as {@code /health} shows it. */
final class HealthJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HealthJson() {}

    static String of(SinkStatus status) {
        ObjectNode json = JSON.createObjectNode();
        json.put("state", status.state().name().toLowerCase(Locale.ROOT));
        json.put("reason", status.reason());
        json.put("since", status.since().toString());
        json.put("lag_records", status.lag());
        json.put("lag_seconds", status.lagSeconds());
        json.put("delivered", status.delivered());
        json.put("dead_letters", status.deadLettered());
        json.put("retries", status.retries());
        json.put("dropped", status.dropped());
        json.put("filtered", status.filtered());
        return json.toString();
    }
}

package io.callstream.sink.runtime.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Statuses as {@code /health} shows it. */
final class HealthJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HealthJson() {}

    /** The first account's status, and below {@code routes} that of each other one, by name. */
    static String of(Map<String, SinkStatus> statuses) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode routes = JSON.createObjectNode();
        statuses.forEach((name, status) -> put(json.isEmpty() ? json : routes.putObject(name), status));
        if (!routes.isEmpty()) {
            json.set("routes", routes);
        }
        return json.toString();
    }

    private static void put(ObjectNode json, SinkStatus status) {
        json.put("state", status.state().name().toLowerCase(Locale.ROOT));
        json.put("reason", status.reason());
        json.put("since", status.since().toString());
        json.put("partitions", status.sending().partitions());
        json.put("lag_records", status.lag().records());
        json.put("lag_seconds", status.lag().seconds());
        json.put("delivered", status.counts().delivered());
        json.put("dead_letters", status.counts().deadLettered());
        json.put("quarantined", status.counts().quarantined());
        json.put("retries", status.retries());
        ObjectNode reasons = json.putObject("retries_by_reason");
        new TreeMap<>(status.retriesByReason()).forEach(reasons::put);
        json.put("dropped", status.counts().dropped());
        json.put("filtered", status.counts().filtered());
        json.put("missing", status.counts().missing());
        json.put("batches_in_flight", status.sending().batchesInFlight());
        json.put("concurrency_limit", status.sending().concurrencyLimit());
        json.put("batch_events", status.sending().meanBatchEvents());
    }
}

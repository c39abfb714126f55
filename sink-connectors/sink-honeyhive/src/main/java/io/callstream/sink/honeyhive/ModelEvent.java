package io.callstream.sink.honeyhive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventTree;
import io.callstream.sink.json.Fitting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** An ended call as an event of the type {@code model}; columns are taken by their names, which both kinds of ends share. */
final class ModelEvent {
    /** HoneyHive names no bound; its client's batches stay below this. */
    private static final int LARGEST = 5_000_000;

    private static final double MICROS_PER_MILLI = 1_000;

    private final EventTree columns = EventTree.complete();
    private final HoneyHiveSinkConfig.Labels labels;
    private final HoneyHiveSinkConfig.Capture capture;

    ModelEvent(HoneyHiveSinkConfig.Labels labels, HoneyHiveSinkConfig.Capture capture) {
        this.labels = labels;
        this.capture = capture;
    }

    ObjectNode of(CallEvent event) {
        JsonNode row = columns.of(event);
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("event_id", uuid(row.path("call_id").asText()));
        told.put("session_id", session(row));
        told.put("event_type", "model");
        told.put("event_name", row.path("call_type").asText());
        told.put("source", labels.environment());
        Bodies bodies = Bodies.of(row);
        told.set("config", Facts.config(row));
        told.set("inputs", capture.content() ? bodies.inputs() : JsonNodeFactory.instance.objectNode());
        told.set("outputs", bodies.outputs(capture.content(), row));
        told.put("error", row.path("message").isTextual() ? row.path("message").asText() : null);
        times(told, row);
        told.set("metadata", metadata(row, bodies));
        told.set("user_properties", Facts.user(row));
        if (Fitting.cut(told, LARGEST)) {
            told.withObject("/metadata").put("content_cut", true);
        }
        return told;
    }

    private ObjectNode metadata(JsonNode row, Bodies bodies) {
        ObjectNode metadata = Facts.metadata(row);
        labels.project().ifPresent(project -> metadata.put("project", project));
        labels.attributes().forEach(metadata::put);
        if (capture.headers()) {
            metadata.set("headers", row.path("request_headers"));
        }
        if (capture.raw()) {
            metadata.set("raw_request", bodies.request());
            metadata.set("raw_response", bodies.response());
        }
        return metadata;
    }

    private static void times(ObjectNode told, JsonNode row) {
        long start = Instant.parse(row.path("started_at").asText()).toEpochMilli();
        double duration = row.path("duration_us").asLong() / MICROS_PER_MILLI;
        told.put("start_time", start);
        told.put("end_time", start + Math.round(duration));
        told.put("duration", duration);
        ObjectNode metrics = told.putObject("metrics");
        if (row.path("ttft_us").isNumber()) {
            metrics.put("time_to_first_token_ms", row.path("ttft_us").asLong() / MICROS_PER_MILLI);
        }
    }

    /** A session that is no UUID gets one that follows from it; a call without a session is alone in its own. */
    private static String session(JsonNode row) {
        String named = row.path("session_id").asText("");
        if (named.isEmpty() || row.path("session_id").isNull()) {
            return uuid("session:" + row.path("trace_id").asText());
        }
        try {
            return UUID.fromString(named).toString();
        } catch (IllegalArgumentException e) {
            return uuid("session:" + named);
        }
    }

    static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.calls.EndedCall;
import io.callstream.sink.json.Texts;
import io.callstream.sink.litellm.StandardLoggingPayload;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Logs whose message is the payload of LiteLLM's callbacks as JSON, which Datadog reads into attributes: facets and dashboards made for
 * LiteLLM go on working.
 */
final class LogForm implements Form {
    private static final List<String> BODIES = List.of("messages", "response");
    /** Datadog cuts a larger log in the middle of its JSON, which it then cannot read. */
    private static final int LARGEST = 1_000_000;
    /** LiteLLM's own bound on bodies in logs. */
    private static final int SHORTENED = 10_000;

    private final Labels labels;
    private final StandardLoggingPayload payload = new StandardLoggingPayload();

    LogForm(Labels labels) {
        this.labels = labels;
    }

    @Override
    public String entry(CallEvent event) {
        EndedCall call = EndedCall.of(event);
        ObjectNode message = payload.of(event);
        String entry = entry(event, call, message);
        if (entry.getBytes(StandardCharsets.UTF_8).length <= LARGEST) {
            return entry;
        }
        BODIES.forEach(name -> shorten(message, name));
        return entry(event, call, message);
    }

    private String entry(CallEvent event, EndedCall call, ObjectNode message) {
        ObjectNode log = JsonNodeFactory.instance.objectNode();
        log.put("ddsource", labels.source());
        log.put("ddtags", String.join(",", labels.tagsOf(call)));
        log.put("hostname", labels.hostname());
        log.put("service", labels.service());
        log.put("status", call.failed() ? "error" : "info");
        log.put("timestamp", event.eventTime().toEpochMilli());
        log.put("event_id", event.eventId());
        log.put("dd.trace_id", call.row().path("trace_id").asText());
        log.put("dd.span_id", spanNumber(call.row().path("span_id").asText()));
        log.put("message", message.toString());
        return log.toString();
    }

    /** Datadog writes trace ids as 32 hex digits, and span ids as decimal numbers. */
    private static String spanNumber(String hex) {
        return Long.toUnsignedString(Long.parseUnsignedLong(hex, 16));
    }

    private static void shorten(ObjectNode message, String name) {
        JsonNode body = message.path(name);
        message.put(name, Texts.cut(body.isTextual() ? body.asText() : body.toString(), SHORTENED));
    }

    @Override
    public String envelope(List<String> entries) {
        return "[" + String.join(",", entries) + "]";
    }
}

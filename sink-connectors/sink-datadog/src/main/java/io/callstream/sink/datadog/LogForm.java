package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.calls.EndedCall;
import io.callstream.sink.json.Fitting;
import io.callstream.sink.litellm.StandardLoggingPayload;
import java.util.List;

/**
 * Logs whose message is the payload of LiteLLM's callbacks as JSON, which Datadog reads into attributes: facets and dashboards made for
 * LiteLLM go on working.
 */
final class LogForm implements Form {
    /** Datadog cuts a larger log in the middle of its JSON, which it then cannot read. */
    private static final int LARGEST = 1_000_000;
    /** The message stands in the log as a text, in which quotes and line breaks take two bytes. */
    private static final int MESSAGE = 900_000;

    private static final int SHORTEST = 1_000;

    private final Labels labels;
    private final StandardLoggingPayload payload = new StandardLoggingPayload();

    LogForm(Labels labels) {
        this.labels = labels;
    }

    @Override
    public ObjectNode entry(CallEvent event) {
        EndedCall call = EndedCall.of(event);
        ObjectNode message = payload.of(event);
        ObjectNode entry = entry(event, call, message);
        for (int most = MESSAGE; most > SHORTEST && Fitting.bytes(entry) > LARGEST; most /= 2) {
            Fitting.cut(message, most);
            entry = entry(event, call, message);
        }
        return entry;
    }

    private ObjectNode entry(CallEvent event, EndedCall call, ObjectNode message) {
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
        return log;
    }

    /** Datadog writes trace ids as 32 hex digits, and span ids as decimal numbers. */
    private static String spanNumber(String hex) {
        return hex.matches("[0-9a-fA-F]{1,16}") ? Long.toUnsignedString(Long.parseUnsignedLong(hex, 16)) : "0";
    }

    @Override
    public JsonNode envelope(List<ObjectNode> entries) {
        return JsonNodeFactory.instance.arrayNode().addAll(entries);
    }
}

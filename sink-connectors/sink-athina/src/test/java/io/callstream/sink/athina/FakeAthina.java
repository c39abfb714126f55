package io.callstream.sink.athina;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.EventKind;
import io.callstream.events.id.EventIds;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Athina's inference log by the fields and types of its client. */
final class FakeAthina {
    static final String KEY = "athina-key-3e0d";
    private static final Set<String> FIELDS = Set.of(
            "prompt",
            "response",
            "prompt_slug",
            "language_model_id",
            "environment",
            "functions",
            "tools",
            "tool_calls",
            "external_reference_id",
            "customer_id",
            "customer_user_id",
            "session_id",
            "user_query",
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "response_time",
            "context",
            "expected_response",
            "custom_attributes",
            "cost",
            "model_options",
            "tags",
            "user_feedback");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SortedMap<String, JsonNode> logs = new TreeMap<>();
    private final String poison;

    FakeAthina(String poison) {
        this.poison = poison;
    }

    synchronized Collection<JsonNode> logs() {
        return List.copyOf(logs.values());
    }

    synchronized FakeReply receive(ReceivedRequest request) {
        if (!request.path().equals("/api/v1/log/inference")) {
            return FakeReply.status(404, "not found");
        }
        if (!request.header("athina-api-key").equals(KEY)) {
            return FakeReply.status(401, "{\"error\":\"Unauthorized\"}");
        }
        try {
            return take(JSON.readTree(request.body()));
        } catch (IOException e) {
            return FakeReply.status(400, "no JSON");
        }
    }

    private FakeReply take(JsonNode log) {
        if (log.toString().contains(poison) || !wellFormed(log)) {
            return FakeReply.status(400, "{\"error\":\"Bad Request\",\"details\":{\"message\":\"malformed\"}}");
        }
        // Athina does not document what it does with a repeat; its reader finds logs by this id.
        logs.put(log.path("external_reference_id").asText(), log);
        return FakeReply.status(201, "{\"status\":\"success\"}");
    }

    private static boolean wellFormed(JsonNode log) {
        for (var names = log.fieldNames(); names.hasNext(); ) {
            if (!FIELDS.contains(names.next())) {
                return false;
            }
        }
        return log.path("language_model_id").isTextual()
                && log.path("external_reference_id").isTextual()
                && log.path("custom_attributes").isObject()
                && numberOrNothing(log, "prompt_tokens", "completion_tokens", "total_tokens", "response_time", "cost");
    }

    private static boolean numberOrNothing(JsonNode log, String... names) {
        for (String name : names) {
            if (log.has(name) && !log.path(name).isNumber()) {
                return false;
            }
        }
        return true;
    }

    static String eventId(JsonNode log) {
        boolean well = log.at("/custom_attributes/status").asText().equals("success");
        return EventIds.of(log.at("/custom_attributes/call_id").asText(), well ? EventKind.SUCCESS : EventKind.FAILURE);
    }
}

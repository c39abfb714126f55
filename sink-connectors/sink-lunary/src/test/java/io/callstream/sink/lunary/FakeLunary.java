package io.callstream.sink.lunary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.EventKind;
import io.callstream.events.id.EventIds;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lunary's ingestion by its rules: events in the order of their times, one result each, ends without a run forgotten. */
final class FakeLunary {
    static final String KEY = "9f0c5f9e-0f1c-4d7a-8a58-0d6f8a6d8a01";
    private static final int LARGEST = 20_000_000;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SortedMap<String, ObjectNode> runs = new TreeMap<>();
    private final Set<String> failing = new HashSet<>();
    private final String poison;

    /** @param poison the database cannot take an event with this text in it */
    FakeLunary(String poison) {
        this.poison = poison;
    }

    synchronized Map<String, JsonNode> runs() {
        Map<String, JsonNode> copy = new TreeMap<>();
        runs.forEach((id, run) -> copy.put(id, run.deepCopy()));
        return copy;
    }

    /** The next start of this run meets a database that is away. */
    synchronized void failOnce(String runId) {
        failing.add(runId);
    }

    /** Ids of events whose runs are complete. */
    synchronized Set<String> complete() {
        Set<String> ids = new HashSet<>();
        runs.forEach((id, run) -> {
            if (run.has("endedAt")) {
                boolean well = run.path("status").asText().equals("success");
                ids.add(EventIds.of(id, well ? EventKind.SUCCESS : EventKind.FAILURE));
            }
        });
        return ids;
    }

    synchronized FakeReply receive(ReceivedRequest request) {
        if (!request.path().equals("/v1/runs/ingest")) {
            return FakeReply.status(404, "not found");
        }
        if (!request.header("authorization").equals("Bearer " + KEY)) {
            return FakeReply.status(401, "{\"message\":\"This project does not exist\"}");
        }
        if (request.body().length > LARGEST || !request.header("content-type").equals("application/json")) {
            return FakeReply.status(413, "body");
        }
        try {
            return take(JSON.readTree(request.body()).path("events"));
        } catch (IOException e) {
            return FakeReply.status(400, "no JSON");
        }
    }

    private FakeReply take(JsonNode sent) {
        List<JsonNode> events = new ArrayList<>();
        sent.forEach(events::add);
        events.sort(Comparator.comparing(
                event -> Instant.parse(event.path("timestamp").asText())));
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode results = answer.putArray("results");
        for (JsonNode event : events) {
            String error = register(event);
            ObjectNode result = results.addObject();
            result.set("id", event.path("runId"));
            result.put("success", error.isEmpty());
            if (!error.isEmpty()) {
                result.put("error", error);
            }
        }
        return FakeReply.ok(answer.toString());
    }

    /** What is wrong with it; an empty text if nothing is. */
    private String register(JsonNode event) {
        String id = event.path("runId").asText();
        if (!wellFormed(event)) {
            return "malformed";
        }
        if (event.toString().contains(poison) || event.toString().contains("\\u0000")) {
            return "unsupported Unicode escape sequence";
        }
        if (!event.path("event").asText().equals("start")) {
            end(event, runs.get(id));
            return "";
        }
        if (failing.remove(id)) {
            return "connect ECONNREFUSED";
        }
        if (runs.containsKey(id)) {
            return "Run with this ID already exists in the database.";
        }
        runs.put(id, event.deepCopy());
        return "";
    }

    private static void end(JsonNode event, @Nullable ObjectNode run) {
        if (run == null) {
            return;
        }
        run.set("endedAt", event.path("timestamp"));
        run.put("status", event.path("event").asText().equals("end") ? "success" : "error");
        List.of("output", "tokensUsage", "error").forEach(name -> run.set(name, event.path(name)));
    }

    private static boolean wellFormed(JsonNode event) {
        return Set.of("llm", "embed").contains(event.path("type").asText())
                && Set.of("start", "end", "error").contains(event.path("event").asText())
                && UUID.matcher(event.path("runId").asText()).matches()
                && (event.path("userId").isMissingNode() || event.path("userId").isTextual())
                && flat(event.path("metadata"))
                && (event.path("error").isMissingNode()
                        || event.path("error").path("message").isTextual());
    }

    private static boolean flat(JsonNode metadata) {
        for (JsonNode value : metadata) {
            if (!value.isValueNode() || value.isNull()) {
                return false;
            }
        }
        return true;
    }
}

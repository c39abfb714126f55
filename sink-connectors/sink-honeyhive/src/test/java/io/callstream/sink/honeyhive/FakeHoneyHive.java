package io.callstream.sink.honeyhive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * HoneyHive's batch endpoint by its documented rules: what it cannot take of a batch it answers with status 500, naming the ids that
 * it stored and how many faults there were, but not where.
 */
final class FakeHoneyHive {
    static final String KEY = "hh-key-77ab";
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Set<String> TYPES = Set.of("model", "tool", "chain", "session");
    private static final Set<String> REFUSED = Set.of("project", "session", "is_single_session");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SortedMap<String, JsonNode> events = new TreeMap<>();
    private final String poison;
    private final Set<String> lostOnce = new HashSet<>();

    FakeHoneyHive(String poison) {
        this.poison = poison;
    }

    synchronized Collection<JsonNode> events() {
        return List.copyOf(events.values());
    }

    /** The next time that this event comes it is not stored. */
    synchronized void loseOnce(String id) {
        lostOnce.add(id);
    }

    /** Stores every second event of a request, and always the last. */
    synchronized FakeReply receivePartly(ReceivedRequest request) {
        try {
            JsonNode sent = JSON.readTree(request.body()).path("events");
            for (int i = 0; i < sent.size() - 1; i += 2) {
                loseOnce(sent.path(i).path("event_id").asText());
            }
            return receive(request);
        } catch (IOException e) {
            return FakeReply.status(400, "no JSON");
        }
    }

    synchronized FakeReply receive(ReceivedRequest request) {
        if (!request.path().equals("/v1/events/batch")) {
            return FakeReply.status(404, "not found");
        }
        if (!request.header("authorization").equals("Bearer " + KEY)) {
            return FakeReply.status(401, "unauthorized");
        }
        try {
            JsonNode body = JSON.readTree(request.body());
            boolean old = REFUSED.stream().anyMatch(body::has);
            return old || !body.path("events").isArray()
                    ? FakeReply.status(400, "malformed")
                    : take(body.path("events"));
        } catch (IOException e) {
            return FakeReply.status(400, "no JSON");
        }
    }

    private FakeReply take(JsonNode sent) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("event_ids");
        answer.put("success", true);
        int faults = 0;
        for (JsonNode event : sent) {
            String id = event.path("event_id").asText();
            if (event.toString().contains(poison) || !wellFormed(event) || lostOnce.remove(id)) {
                faults++;
            } else {
                events.put(id, event);
                answer.withArray("event_ids").add(id);
            }
        }
        if (faults == 0) {
            return FakeReply.ok(answer.toString());
        }
        answer.putArray("errors").add(faults + " events failed");
        return FakeReply.status(500, answer.toString());
    }

    private static boolean wellFormed(JsonNode event) {
        return TYPES.contains(event.path("event_type").asText())
                && UUID.matcher(event.path("event_id").asText()).matches()
                && UUID.matcher(event.path("session_id").asText()).matches()
                && event.path("inputs").isObject()
                && event.path("outputs").isObject()
                && event.path("config").isObject()
                && event.path("metadata").isObject()
                && event.path("user_properties").isObject()
                && event.path("start_time").isIntegralNumber()
                && event.path("end_time").asLong() >= event.path("start_time").asLong()
                && event.path("duration").isNumber()
                && (event.path("error").isNull() || event.path("error").isTextual())
                && REFUSED.stream().noneMatch(event::has);
    }
}

package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What both of Datadog's intakes have in common by the documents: one bad entry, and nothing of the request is taken. */
abstract class FakeIntake {
    static final String KEY = "dd-key-4c19";
    private static final int LARGEST = 5_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SortedMap<String, JsonNode> entries = new TreeMap<>();
    private final String path;
    private final String poison;
    private final boolean agent;

    /** @param agent whether it is an Agent, which adds the key by itself */
    FakeIntake(String path, String poison, boolean agent) {
        this.path = path;
        this.poison = poison;
        this.agent = agent;
    }

    synchronized Collection<JsonNode> entries() {
        return List.copyOf(entries.values());
    }

    synchronized FakeReply receive(ReceivedRequest request) {
        if (!request.path().equals(path)) {
            return FakeReply.status(404, "not found");
        }
        if (!agent && request.header("dd-api-key").isEmpty()) {
            return FakeReply.status(401, "unauthorized");
        }
        if (!agent && !request.header("dd-api-key").equals(KEY)) {
            return FakeReply.status(403, "{\"errors\":[{\"title\":\"Forbidden\"}]}");
        }
        if (request.body().length > LARGEST) {
            return FakeReply.status(413, "payload too large");
        }
        if (!request.header("content-type").equals("application/json")) {
            return FakeReply.status(400, "content type");
        }
        return parsed(request);
    }

    private FakeReply parsed(ReceivedRequest request) {
        try {
            JsonNode body = JSON.readTree(request.body());
            JsonNode sent = entriesIn(body);
            for (JsonNode entry : sent) {
                if (entry.toString().contains(poison) || !wellFormed(entry)) {
                    return FakeReply.status(400, "malformed");
                }
            }
            sent.forEach(entry -> entries.put(identity(entry), entry));
            return FakeReply.status(202, "");
        } catch (IOException | IllegalArgumentException e) {
            return FakeReply.status(400, "no JSON");
        }
    }

    /** @throws IllegalArgumentException if the request as a whole is not as it must be */
    abstract JsonNode entriesIn(JsonNode body);

    abstract boolean wellFormed(JsonNode entry) throws IOException;

    /** What the test tells repeats apart by; Datadog itself does not. */
    abstract String identity(JsonNode entry);

    abstract String eventId(JsonNode entry);
}

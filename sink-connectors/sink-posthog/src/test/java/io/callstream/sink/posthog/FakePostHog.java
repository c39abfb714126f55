package io.callstream.sink.posthog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.EventKind;
import io.callstream.events.id.EventIds;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** PostHog's batch endpoint and what its ingestion keeps of it: events of one uuid, time, name and person are one. */
final class FakePostHog {
    static final String KEY = "phc_51ab";
    private static final int LARGEST = 20_000_000;
    private static final int LARGEST_EVENT = 1_000_000;
    private static final Set<String> NAMES = Set.of("$ai_generation", "$ai_embedding");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TRACE = Pattern.compile("[A-Za-z0-9_~.@()!':|-]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SortedMap<String, JsonNode> events = new TreeMap<>();
    private final String poison;
    private boolean limited;

    FakePostHog(String poison) {
        this.poison = poison;
    }

    synchronized Collection<JsonNode> events() {
        return List.copyOf(events.values());
    }

    /** The project is above its billing limit. */
    synchronized void limit() {
        limited = true;
    }

    synchronized FakeReply receive(ReceivedRequest request) {
        if (!request.path().equals("/batch/")) {
            return FakeReply.status(404, "not found");
        }
        if (request.body().length > LARGEST) {
            return FakeReply.status(413, "too large");
        }
        try {
            return take(JSON.readTree(request.body()));
        } catch (IOException e) {
            return FakeReply.status(400, "no JSON");
        }
    }

    private FakeReply take(JsonNode body) {
        if (!body.path("api_key").asText().equals(KEY)) {
            return FakeReply.status(401, "invalid key");
        }
        if (limited) {
            return FakeReply.ok("{\"status\":\"Ok\",\"quota_limited\":[\"events\"]}");
        }
        for (JsonNode event : body.path("batch")) {
            if (event.toString().contains(poison) || !wellFormed(event)) {
                return FakeReply.status(400, "malformed");
            }
        }
        for (JsonNode event : body.path("batch")) {
            if (kept(event)) {
                events.put(identity(event), event);
            }
        }
        return FakeReply.ok("{\"status\":\"Ok\"}");
    }

    private static boolean wellFormed(JsonNode event) {
        JsonNode properties = event.path("properties");
        return NAMES.contains(event.path("event").asText())
                && !event.path("distinct_id").asText("").isBlank()
                && event.path("distinct_id").asText().length() <= 200
                && TRACE.matcher(properties.path("$ai_trace_id").asText()).matches()
                && properties.path("$ai_is_error").isBoolean()
                && properties.path("$ai_http_status").isNumber() == !unknownStatus(properties)
                && (properties.path("$ai_output_choices").isMissingNode()
                        || roles(properties.path("$ai_output_choices")));
    }

    private static boolean unknownStatus(JsonNode properties) {
        return properties.path("$ai_is_error").asBoolean()
                && properties.path("$ai_http_status").isMissingNode();
    }

    private static boolean roles(JsonNode messages) {
        for (JsonNode message : messages) {
            if (!message.path("role").isTextual()) {
                return false;
            }
        }
        return messages.isArray();
    }

    /** What ingestion drops after the answer was given. */
    private static boolean kept(JsonNode event) {
        try {
            Instant.parse(event.path("timestamp").asText());
        } catch (DateTimeParseException e) {
            return false;
        }
        return UUID.matcher(event.path("uuid").asText()).matches()
                && event.toString().getBytes(StandardCharsets.UTF_8).length <= LARGEST_EVENT;
    }

    private static String identity(JsonNode event) {
        return String.join(
                " ",
                event.path("uuid").asText(),
                event.path("timestamp").asText(),
                event.path("event").asText(),
                event.path("distinct_id").asText());
    }

    static String eventId(JsonNode event) {
        boolean failed = event.at("/properties/$ai_is_error").asBoolean();
        return EventIds.of(event.at("/properties/call_id").asText(), failed ? EventKind.FAILURE : EventKind.SUCCESS);
    }
}

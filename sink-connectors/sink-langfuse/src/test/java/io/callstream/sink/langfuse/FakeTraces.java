package io.callstream.sink.langfuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Langfuse's public API for reading observations and deleting traces, by its definition (fern/apis/server/definition): of version 4 with a cursor and without
 * bodies, or of version 3 with numbered pages. Pages are of two, so that every test turns them.
 */
final class FakeTraces {
    private static final String METADATA = "langfuse.observation.metadata.";
    private static final int PAGE = 2;

    private final ObjectMapper mapper = new ObjectMapper();
    private int version = 4;
    private boolean deaf;
    private boolean slow;

    /** From now on it is a server of version 3, which has no {@code v2/observations}. */
    void versionThree() {
        version = 3;
    }

    /** From now on it passes over filters that it does not know, as servers of old do. */
    void passOverFilters() {
        deaf = true;
    }

    /** From now on it deletes in the background, where nobody sees when. */
    void deleteLater() {
        slow = true;
    }

    FakeReply answer(ReceivedRequest request, SortedMap<String, Span> spans) {
        try {
            String path = request.path();
            if (request.method().equals("DELETE") && path.equals("/api/public/traces")) {
                return delete(mapper.readTree(request.body()), spans);
            }
            String known = version == 4 ? "/api/public/v2/observations" : "/api/public/observations";
            return request.method().equals("GET") && path.equals(known)
                    ? observations(parameters(request.query()), List.copyOf(spans.values()))
                    : FakeReply.status(404, "{\"message\":\"not found\"}");
        } catch (IOException e) {
            return FakeReply.status(400, "{\"message\":\"Invalid request data\"}");
        }
    }

    private FakeReply delete(JsonNode body, SortedMap<String, Span> spans) {
        JsonNode ids = body.path("traceIds");
        if (!ids.isArray() || ids.size() < 1 || ids.size() > 1000) {
            return FakeReply.status(400, "{\"message\":\"Invalid request data\"}");
        }
        Set<String> gone = new HashSet<>();
        ids.forEach(id -> gone.add(id.asText()));
        if (!slow) {
            spans.values().removeIf(span -> gone.contains(FakeLangfuse.hex(span.getTraceId())));
        }
        return FakeReply.ok("{\"message\":\"Traces deleted successfully\"}");
    }

    private FakeReply observations(Map<String, String> parameters, List<Span> spans) throws IOException {
        JsonNode filter = mapper.readTree(parameters.getOrDefault("filter", "[]"));
        List<Span> found = spans.stream()
                .filter(span -> parameters
                        .getOrDefault("traceId", FakeLangfuse.hex(span.getTraceId()))
                        .equals(FakeLangfuse.hex(span.getTraceId())))
                .filter(span -> deaf || filter.isEmpty() || fits(span, filter.get(0)))
                .toList();
        int from = version == 4
                ? Integer.parseInt(parameters.getOrDefault("cursor", "0"))
                : PAGE * (Integer.parseInt(parameters.getOrDefault("page", "1")) - 1);
        ObjectNode answer = mapper.createObjectNode();
        ArrayNode data = answer.putArray("data");
        found.stream().skip(from).limit(PAGE).forEach(span -> data.add(observation(span, parameters)));
        ObjectNode meta = answer.putObject("meta");
        if (version == 3) {
            meta.put("page", from / PAGE + 1).put("totalPages", (found.size() + PAGE - 1) / PAGE);
        } else if (from + PAGE < found.size()) {
            meta.put("cursor", Integer.toString(from + PAGE));
        }
        return FakeReply.ok(answer.toString());
    }

    private static boolean fits(Span span, JsonNode condition) {
        if (!condition.path("type").asText().equals("stringObject")
                || !condition.path("column").asText().equals("metadata")) {
            throw new IllegalArgumentException("a condition this fake does not know");
        }
        String said = FakeLangfuse.text(span, METADATA + condition.path("key").asText());
        String value = condition.path("value").asText();
        return condition.path("operator").asText().equals("starts with") ? said.startsWith(value) : said.equals(value);
    }

    private ObjectNode observation(Span span, Map<String, String> parameters) {
        ObjectNode observation = mapper.createObjectNode()
                .put("id", FakeLangfuse.hex(span.getSpanId()))
                .put("traceId", FakeLangfuse.hex(span.getTraceId()))
                .put("type", "GENERATION");
        boolean asked = version == 3
                || List.of(parameters.getOrDefault("fields", "").split(",")).contains("metadata");
        ObjectNode metadata = observation.putObject("metadata");
        span.getAttributesList().stream()
                .filter(pair -> asked && pair.getKey().startsWith(METADATA))
                .forEach(pair -> {
                    String name = pair.getKey().substring(METADATA.length());
                    String value = pair.getValue().getStringValue();
                    boolean whole = version == 3 || name.equals(parameters.get("expandMetadata"));
                    metadata.put(name, whole ? value : value.substring(0, Math.min(200, value.length())));
                });
        return observation;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}

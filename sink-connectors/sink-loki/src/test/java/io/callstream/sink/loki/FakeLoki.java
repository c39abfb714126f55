package io.callstream.sink.loki;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Loki's push API by its documents, with the default limits: a tenant is named, streams have labels, and each line is judged for itself.
 * Good lines of a request are stored although others make the answer a 400. The same line at the same time in the same stream is
 * one line.
 */
final class FakeLoki {
    static final String TENANT = "team-a";
    static final String USER = "12345";
    static final String PASSWORD = "glc_5f81";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes());
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LineRules rules = new LineRules(Clock.fixed(LokiHarness.NOW, ZoneOffset.UTC));
    private final SortedSet<String> stored = new TreeSet<>();
    private final List<JsonNode> lines = new ArrayList<>();
    private final Map<String, Long> newest = new HashMap<>();

    /** Every line once: stream, time, text and structured metadata. */
    synchronized Set<String> stored() {
        return new TreeSet<>(stored);
    }

    /** The texts of the lines, read as the JSON that they are. */
    synchronized List<JsonNode> lines() {
        return List.copyOf(lines);
    }

    synchronized void clock(Clock clock) {
        rules = new LineRules(clock);
    }

    synchronized FakeReply receive(ReceivedRequest request) {
        if (!request.path().equals("/loki/api/v1/push")) {
            return FakeReply.status(404, "404 page not found\n");
        }
        if (!request.header("authorization").equals(BASIC)) {
            return FakeReply.status(401, "authentication error: no credentials provided");
        }
        if (!request.header("x-scope-orgid").equals(TENANT)) {
            return FakeReply.status(401, "no org id\n");
        }
        if (!request.header("content-type").equals("application/json")) {
            return FakeReply.status(400, "unsupported Content-Type\n");
        }
        try {
            return push(MAPPER.readTree(request.body()));
        } catch (JsonProcessingException e) {
            return FakeReply.status(400, "loghttp.PushRequest.Streams: decode\n");
        } catch (java.io.IOException e) {
            return FakeReply.status(500, "");
        }
    }

    private FakeReply push(JsonNode request) throws JsonProcessingException {
        List<String> problems = new ArrayList<>();
        if (!request.path("streams").isArray() || request.get("streams").isEmpty()) {
            return FakeReply.status(422, "error at least one valid stream is required for ingestion\n");
        }
        for (JsonNode stream : request.get("streams")) {
            Optional<String> bad = LineRules.problemOfLabels(stream.path("stream"));
            if (bad.isPresent()) {
                problems.add(bad.get());
                continue;
            }
            for (JsonNode value : stream.path("values")) {
                take(stream.get("stream").toString(), value).ifPresent(problems::add);
            }
        }
        return problems.isEmpty() ? FakeReply.status(204, "") : FakeReply.status(400, String.join("\n", problems));
    }

    private Optional<String> take(String stream, JsonNode value) throws JsonProcessingException {
        Optional<String> bad = rules.problem(value, newest.getOrDefault(stream, 0L));
        if (bad.isEmpty()) {
            newest.merge(stream, Long.parseLong(value.get(0).textValue()), Math::max);
            if (stored.add(stream + ' ' + value)) {
                lines.add(MAPPER.readTree(value.get(1).textValue()));
            }
        }
        return bad;
    }
}

package io.callstream.sink.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Sentry's envelope endpoint by its documented rules: address, key, content type, framing, one event an envelope, the shape and size of
 * an event, and events told apart by id, of which the first is kept. What Sentry would cut or drop without a word is refused here.
 */
final class FakeSentry {
    static final String PUBLIC_KEY = "5f81cafe5f81cafe5f81cafe5f81cafe";
    static final String PATH = "/prefix/api/42/envelope/";

    private static final Pattern AUTH =
            Pattern.compile("Sentry sentry_version=7, sentry_client=[\\w.-]+/[\\w.-]+, sentry_key=" + PUBLIC_KEY);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SortedMap<String, JsonNode> events = new TreeMap<>();
    private final String poison;
    private volatile Map<String, String> limits = Map.of();
    private volatile int status = 200;

    FakeSentry(String poison) {
        this.poison = poison;
    }

    synchronized Collection<JsonNode> events() {
        return List.copyOf(events.values());
    }

    /** What further answers say about rate limits; with status 429 the event is not taken. */
    void limit(int answerStatus, Map<String, String> headers) {
        status = answerStatus;
        limits = headers;
    }

    synchronized FakeReply receive(ReceivedRequest request) {
        if (!request.path().equals(PATH)) {
            return FakeReply.status(404, "{\"detail\":\"not found\"}");
        }
        if (!AUTH.matcher(request.header("x-sentry-auth")).matches()) {
            return FakeReply.status(403, "{\"detail\":\"bad key\"}");
        }
        if (!request.header("content-type").equals("application/x-sentry-envelope")
                || !request.header("content-encoding").equals("gzip")) {
            return refused("wrong headers");
        }
        if (status == 429) {
            return new FakeReply(429, limits, "{\"detail\":\"rate limited\"}");
        }
        try {
            return store(request.body());
        } catch (IOException | DateTimeParseException e) {
            return refused("no envelope");
        }
    }

    private FakeReply store(byte[] envelope) throws IOException {
        int first = indexOf(envelope, 0);
        int second = indexOf(envelope, first + 1);
        JsonNode header = MAPPER.readTree(envelope, 0, first);
        JsonNode item = MAPPER.readTree(envelope, first + 1, second - first - 1);
        int length = item.path("length").asInt(-1);
        if (!item.path("type").asText().equals("event") || envelope.length != second + 1 + length + 1) {
            return refused("an envelope holds one event of the length it says");
        }
        JsonNode event = MAPPER.readTree(envelope, second + 1, length);
        String id = header.path("event_id").asText();
        Instant sent = Instant.parse(header.path("sent_at").asText());
        if (!id.matches("[0-9a-f]{32}") || !event.path("event_id").asText().equals(id) || length > 1 << 20) {
            return refused("wrong id or size");
        }
        if (!isValid(event, sent) || message(event).equals(poison)) {
            return refused("invalid event");
        }
        events.putIfAbsent(id, event);
        return new FakeReply(200, limits, "{\"id\":\"" + id + "\"}");
    }

    private static int indexOf(byte[] bytes, int from) throws IOException {
        for (int index = from; index < bytes.length; index++) {
            if (bytes[index] == '\n') {
                return index;
            }
        }
        throw new IOException("a line has no end");
    }

    private static FakeReply refused(String why) {
        return new FakeReply(400, Map.of("X-Sentry-Error", why), "{\"detail\":\"" + why + "\"}");
    }

    /** Whether Sentry keeps all of the event as it is. */
    static boolean isValid(JsonNode event, Instant sent) {
        Instant time = Instant.parse(event.path("timestamp").asText());
        return time.isAfter(sent.minus(Duration.ofDays(30)))
                && List.of("fatal", "error", "warning", "info", "debug")
                        .contains(event.path("level").asText())
                && event.path("environment").asText().matches("[^/\\s]{1,64}")
                && (event.has("logentry") ? logEntryIsValid(event) : failureIsValid(event))
                && tagsAreValid(event.path("tags"))
                && fingerprintIsValid(event.path("fingerprint"))
                && extraIsValid(event.path("extra"))
                && event.path("request").path("data").asText().length() <= 8192;
    }

    private static boolean logEntryIsValid(JsonNode event) {
        String text = event.path("logentry").path("formatted").asText();
        return !text.isEmpty() && text.length() <= 8192 && !event.has("exception");
    }

    private static boolean failureIsValid(JsonNode event) {
        return exceptionIsValid(event.path("exception").path("values"))
                && traceIsValid(event.path("contexts").path("trace"))
                && crumbsAreValid(event.path("breadcrumbs"));
    }

    static String message(JsonNode event) {
        return event.path("exception").path("values").path(0).path("value").asText();
    }

    private static boolean exceptionIsValid(JsonNode values) {
        return values.size() == 1
                && !values.get(0).path("type").asText().isEmpty()
                && values.get(0).path("value").asText().length() <= 8192;
    }

    private static boolean tagsAreValid(JsonNode tags) {
        return tags.properties().stream()
                .allMatch(tag -> tag.getKey().matches("[a-zA-Z0-9_.:-]{1,32}")
                        && tag.getValue().isTextual()
                        && tag.getValue().asText().matches("[^\\n]{1,200}"));
    }

    private static boolean traceIsValid(JsonNode trace) {
        return trace.path("trace_id").asText().matches("(?!0+$)[0-9a-f]{32}")
                && trace.path("span_id").asText().matches("(?!0+$)[0-9a-f]{16}");
    }

    private static boolean crumbsAreValid(JsonNode crumbs) {
        Instant last = Instant.EPOCH;
        for (JsonNode crumb : crumbs) {
            Instant time = Instant.parse(crumb.path("timestamp").asText());
            if (time.isBefore(last) || !crumb.path("data").isObject()) {
                return false;
            }
            last = time;
        }
        return crumbs.isArray() && crumbs.size() <= 100;
    }

    private static boolean fingerprintIsValid(JsonNode fingerprint) {
        for (JsonNode part : fingerprint) {
            if (!part.isTextual()) {
                return false;
            }
        }
        return !fingerprint.isEmpty();
    }

    private static boolean extraIsValid(JsonNode extra) {
        int all = extra.toString().getBytes(StandardCharsets.UTF_8).length;
        return all <= 256 << 10
                && extra.properties().stream()
                        .allMatch(entry -> entry.getValue().toString().length() <= 16 << 10);
    }
}

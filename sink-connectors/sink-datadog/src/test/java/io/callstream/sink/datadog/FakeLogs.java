package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The logs intake, version 2. */
final class FakeLogs extends FakeIntake {
    private static final Pattern TAGS = Pattern.compile("[^:,\\s]+:[^,\\s]*(,[^:,\\s]+:[^,\\s]*)*");
    private static final int MOST = 1_000;
    private static final int LARGEST_LOG = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    FakeLogs(String poison, boolean agent) {
        super("/api/v2/logs", poison, agent);
    }

    @Override
    JsonNode entriesIn(JsonNode body) {
        if (!body.isArray() || body.size() > MOST) {
            throw new IllegalArgumentException("an array of at most " + MOST);
        }
        return body;
    }

    /** A log above the limit would be cut, and its message no longer be JSON. */
    @Override
    boolean wellFormed(JsonNode log) throws IOException {
        return log.toString().getBytes(StandardCharsets.UTF_8).length <= LARGEST_LOG
                && List.of("ddsource", "ddtags", "hostname", "service", "status", "message").stream()
                        .allMatch(name -> log.path(name).isTextual())
                && TAGS.matcher(log.path("ddtags").asText()).matches()
                && List.of("info", "error").contains(log.path("status").asText())
                && log.path("timestamp").isIntegralNumber()
                && log.path("dd.trace_id").asText().matches("[0-9a-f]{32}")
                && log.path("dd.span_id").asText().matches("[0-9]+")
                && JSON.readTree(log.path("message").asText()).isObject();
    }

    @Override
    String identity(JsonNode log) {
        return log.path("event_id").asText();
    }

    @Override
    String eventId(JsonNode log) {
        return identity(log);
    }
}

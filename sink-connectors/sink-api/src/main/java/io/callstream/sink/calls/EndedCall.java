package io.callstream.sink.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventTree;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A success or failure, read by the names of its columns: both kinds of ends share most of them. For any thread.
 *
 * @param row every column, by its name; not to be changed
 */
public record EndedCall(JsonNode row) {
    private static final EventTree COLUMNS = EventTree.complete();
    private static final List<String> INPUTS = List.of("messages", "prompt", "input");
    private static final int MOST_METADATA = 200;
    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;

    public static EndedCall of(CallEvent event) {
        return of(event, COLUMNS);
    }

    /** As {@link #of(CallEvent)}, with columns read in this way, such as cleaned of what the destination cannot store. */
    public static EndedCall of(CallEvent event, EventTree columns) {
        return new EndedCall(columns.of(event));
    }

    public boolean failed() {
        return !row.path("kind").asText().equals("success");
    }

    public boolean embedding() {
        return row.path("call_type").asText().equals("embedding");
    }

    public String callId() {
        return row.path("call_id").asText();
    }

    /** The first of these columns that has a text. */
    public Optional<String> text(String... columns) {
        for (String column : columns) {
            if (row.path(column).isTextual() && !row.path(column).asText().isEmpty()) {
                return Optional.of(row.path(column).asText());
            }
        }
        return Optional.empty();
    }

    public Optional<Long> count(String column) {
        return row.path(column).isNumber() ? Optional.of(row.path(column).asLong()) : Optional.empty();
    }

    /** A column of microseconds, in seconds. */
    public Optional<Double> seconds(String column) {
        return count(column).map(micros -> micros / MICROS);
    }

    /** When the first token of a stream came, in seconds from its start; empty for answers that came in one piece. */
    public Optional<Double> firstToken() {
        return row.path("stream").asBoolean() ? seconds("ttft_us") : Optional.empty();
    }

    /** A column of 10^-9 dollars, in dollars. */
    public Optional<Double> dollars(String column) {
        return count(column).map(nanos -> nanos / NANOS);
    }

    public Instant start() {
        return Instant.parse(row.path("started_at").asText());
    }

    /** Zero when nobody knows. */
    public Duration duration() {
        return Duration.ofNanos(row.path("duration_us").asLong() * 1_000);
    }

    public Instant end() {
        return start().plus(duration());
    }

    /** What the caller said under this name in the request's metadata. */
    public Optional<String> said(String name) {
        JsonNode value = row.path("metadata").path(name);
        return value.isTextual() && !value.asText().isEmpty() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** The caller's metadata, values that were no texts as JSON; of very many entries the first. */
    public Iterator<Map.Entry<String, JsonNode>> metadata() {
        return row.path("metadata").properties().stream().limit(MOST_METADATA).iterator();
    }

    public Iterator<Map.Entry<String, JsonNode>> parameters() {
        return row.path("parameters").fields();
    }

    public JsonNode request() {
        return row.path("request_body");
    }

    public JsonNode response() {
        return row.path("response_body");
    }

    /** Messages, prompt or input of the request; what is recorded of a body that is no JSON; a missing node when nothing is. */
    public JsonNode input() {
        if (request().isTextual()) {
            return request();
        }
        return INPUTS.stream()
                .map(request()::path)
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** An answer that is told as a text: one that is no JSON, or the beginning of a very large one. */
    public Optional<String> answerText() {
        return response().isTextual() ? Optional.of(response().textValue()) : Optional.empty();
    }

    /** What the model answered, each with its {@code message} or {@code text}; a missing node when it is not told. */
    public JsonNode choices() {
        return response().path("choices");
    }
}

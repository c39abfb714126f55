package io.callstream.sink.athina;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.calls.EndedCall;
import io.callstream.sink.json.Fitting;
import io.callstream.sink.json.JsonReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An ended call by the fields of Athina's inference log. What the caller said in metadata by their names wins. */
final class Inference {
    /** Athina names no bound. */
    private static final int LARGEST = 5_000_000;

    private static final List<String> SAID = List.of(
            "environment",
            "prompt_slug",
            "customer_id",
            "customer_user_id",
            "session_id",
            "external_reference_id",
            "expected_response",
            "user_query",
            "user_feedback");

    /** Said as JSON: Athina wants objects, or lists. */
    private static final List<String> SAID_AS_JSON = List.of("context", "tags", "model_options", "custom_attributes");

    private static final Map<String, String> COLUMNS = Map.of(
            "model", "language_model_id",
            "prompt_tokens", "prompt_tokens",
            "completion_tokens", "completion_tokens",
            "total_tokens", "total_tokens",
            "session_id", "session_id",
            "team_id", "customer_id",
            "end_user", "customer_user_id",
            "call_id", "external_reference_id",
            "tags", "tags",
            "parameters", "model_options");

    private static final List<String> ATTRIBUTES = List.of(
            "call_id",
            "trace_id",
            "provider",
            "model_group",
            "key_alias",
            "stream",
            "cache_hit",
            "finish_reason",
            "error_code",
            "http_status",
            "message");

    private Inference() {}

    static ObjectNode of(EndedCall call) {
        ObjectNode log = JsonNodeFactory.instance.objectNode();
        COLUMNS.forEach((column, name) -> put(log, name, call.row().path(column)));
        content(call, log);
        call.count("duration_us")
                .ifPresent(micros -> log.put(
                        "response_time", Duration.ofNanos(micros * 1_000).toMillis()));
        call.dollars("cost_nano_usd").ifPresent(dollars -> log.put("cost", dollars));
        SAID.forEach(name -> call.said(name).ifPresent(value -> log.put(name, value)));
        SAID_AS_JSON.forEach(name -> call.said(name).ifPresent(value -> log.set(name, json(value))));
        log.set("custom_attributes", attributes(call, log.path("custom_attributes")));
        if (Fitting.cut(log, LARGEST)) {
            log.withObject("/custom_attributes").put("content_cut", true);
        }
        return log;
    }

    private static void content(EndedCall call, ObjectNode log) {
        put(log, "prompt", call.input());
        put(log, "response", call.response());
        put(log, "tools", call.request().path("tools"));
        put(log, "functions", call.request().path("functions"));
        JsonNode first = call.choices().path(0).path("message");
        put(log, "tool_calls", first.path("tool_calls"));
        put(log, "function_call_response", first.path("function_call"));
    }

    private static ObjectNode attributes(EndedCall call, JsonNode said) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        call.metadata().forEachRemaining(own -> {
            if (!SAID.contains(own.getKey()) && !SAID_AS_JSON.contains(own.getKey())) {
                attributes.set(own.getKey(), own.getValue());
            }
        });
        ATTRIBUTES.forEach(column -> put(attributes, column, call.row().path(column)));
        attributes.put("status", call.failed() ? "failure" : "success");
        call.firstToken().ifPresent(seconds -> attributes.put("time_to_first_token", seconds));
        said.fields().forEachRemaining(own -> attributes.set(own.getKey(), own.getValue()));
        return attributes;
    }

    /** Metadata that was no text is kept as JSON text. */
    private static JsonNode json(String value) {
        return JsonReader.tree(value).orElseGet(() -> JsonNodeFactory.instance.textNode(value));
    }

    private static void put(ObjectNode json, String name, JsonNode value) {
        if (!value.isNull() && !value.isMissingNode()) {
            json.set(name, value);
        }
    }
}

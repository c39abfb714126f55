package io.callstream.sink.posthog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.calls.EndedCall;
import io.callstream.sink.json.Texts;
import java.util.Map;
import java.util.Set;

/**
 * The properties that <a href="https://posthog.com/docs/llm-analytics/manual-capture">LLM analytics</a> reads, the caller's metadata under its
 * own names, and who called.
 */
final class Properties {
    /** PostHog's name of each column. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("model", "$ai_model"),
            Map.entry("provider", "$ai_provider"),
            Map.entry("api_base", "$ai_base_url"),
            Map.entry("stream", "$ai_stream"),
            Map.entry("parameters", "$ai_model_parameters"),
            Map.entry("finish_reason", "$ai_stop_reason"),
            Map.entry("prompt_tokens", "$ai_input_tokens"),
            Map.entry("completion_tokens", "$ai_output_tokens"),
            Map.entry("cache_read_tokens", "$ai_cache_read_input_tokens"),
            Map.entry("cache_creation_tokens", "$ai_cache_creation_input_tokens"),
            Map.entry("reasoning_tokens", "$ai_reasoning_tokens"),
            Map.entry("call_id", "call_id"),
            Map.entry("call_type", "call_type"),
            Map.entry("model_group", "model_group"),
            Map.entry("deployment_id", "deployment_id"),
            Map.entry("cache_hit", "cache_hit"),
            Map.entry("retry_count", "retry_count"),
            Map.entry("team_id", "team_id"),
            Map.entry("key_alias", "key_alias"),
            Map.entry("tags", "tags"));

    private static final Map<String, String> COSTS = Map.of(
            "$ai_input_cost_usd", "input_cost_nano_usd",
            "$ai_output_cost_usd", "output_cost_nano_usd",
            "$ai_total_cost_usd", "cost_nano_usd");

    /** Metadata that has a place of its own. */
    private static final Set<String> PLACED = Set.of("user_id", "trace_id", "parent_run_id", "parent_id");

    private static final int LONGEST_ID = 200;

    private Properties() {}

    static ObjectNode of(EndedCall call) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        own(call, properties);
        call.text("session_id").ifPresent(session -> properties.put("$ai_session_id", Texts.id(session, LONGEST_ID)));
        COLUMNS.forEach((column, name) -> put(properties, name, call.row().path(column)));
        COSTS.forEach((name, column) -> call.dollars(column).ifPresent(dollars -> properties.put(name, dollars)));
        trace(call, properties);
        times(call, properties);
        put(properties, "$ai_temperature", call.row().path("parameters").path("temperature"));
        put(properties, "$ai_max_tokens", call.row().path("parameters").path("max_tokens"));
        Content.write(call, properties);
        outcome(call, properties);
        properties.put("$ai_cache_reporting_exclusive", false);
        properties.put("$geoip_disable", true); // the address would be this sink's
        properties.put("$lib", "callstream");
        return properties;
    }

    /** Names with a dollar are PostHog's: a caller could change persons by them. */
    private static void own(EndedCall call, ObjectNode properties) {
        call.metadata().forEachRemaining(said -> {
            if (!said.getKey().startsWith("$") && !PLACED.contains(said.getKey())) {
                properties.set(said.getKey(), said.getValue());
            }
        });
    }

    private static void trace(EndedCall call, ObjectNode properties) {
        properties.put("$ai_trace_id", traceId(call));
        properties.put("$ai_span_id", call.row().path("span_id").asText());
        call.said("parent_run_id")
                .or(() -> call.said("parent_id"))
                .or(() -> call.text("parent_span_id"))
                .ifPresent(parent -> properties.put("$ai_parent_id", parent));
    }

    /** Only some characters may stand in a trace id. */
    static String traceId(EndedCall call) {
        return call.said("trace_id")
                .or(() -> call.text("trace_id"))
                .map(id -> Texts.id(id, LONGEST_ID))
                .orElse(call.callId())
                .replaceAll("[^A-Za-z0-9_~.@()!':|-]", "_");
    }

    private static void times(EndedCall call, ObjectNode properties) {
        call.seconds("duration_us").ifPresent(seconds -> properties.put("$ai_latency", seconds));
        call.firstToken().ifPresent(seconds -> properties.put("$ai_time_to_first_token", seconds));
    }

    private static void outcome(EndedCall call, ObjectNode properties) {
        properties.put("$ai_is_error", call.failed());
        if (call.failed()) {
            put(properties, "$ai_http_status", call.row().path("http_status"));
            put(properties, "$ai_error", call.row().path("message"));
            put(properties, "error_code", call.row().path("error_code"));
        } else {
            properties.put("$ai_http_status", 200);
        }
    }

    static void put(ObjectNode properties, String name, JsonNode value) {
        if (!value.isNull() && !value.isMissingNode()) {
            properties.set(name, value);
        }
    }
}

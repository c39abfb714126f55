package io.callstream.sink.honeyhive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.calls.EndedCall;
import java.util.Map;

/** The facts of a call under the names that HoneyHive's guide for LiteLLM gives them. */
final class Facts {
    private static final double NANOS = 1e9;

    /** HoneyHive's name of each fact, by column. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("call_id", "request_id"),
            Map.entry("trace_id", "trace_id"),
            Map.entry("model", "model"),
            Map.entry("provider", "provider"),
            Map.entry("prompt_tokens", "prompt_tokens"),
            Map.entry("completion_tokens", "completion_tokens"),
            Map.entry("total_tokens", "total_tokens"),
            Map.entry("cache_read_tokens", "cache_read_tokens"),
            Map.entry("cache_creation_tokens", "cache_creation_tokens"),
            Map.entry("reasoning_tokens", "reasoning_tokens"),
            Map.entry("routing_strategy", "routing_strategy"),
            Map.entry("deployment_id", "deployment_id"),
            Map.entry("model_group", "model_group"),
            Map.entry("retry_count", "retry_count"),
            Map.entry("key_hash", "virtual_key_hash"),
            Map.entry("key_alias", "virtual_key_alias"),
            Map.entry("team_id", "team_id"),
            Map.entry("user_id", "user_id"),
            Map.entry("tags", "tags"),
            Map.entry("stream", "stream"),
            Map.entry("error_code", "error_code"),
            Map.entry("http_status", "http_status"));

    private Facts() {}

    /** The caller's own metadata under its own names, as far as they are not those of facts. */
    static ObjectNode metadata(JsonNode row) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        new EndedCall(row).metadata().forEachRemaining(own -> metadata.set(own.getKey(), own.getValue()));
        NAMES.forEach((column, name) -> put(metadata, name, row.path(column)));
        metadata.put("success", "success".equals(row.path("kind").asText()));
        if (row.path("cost_nano_usd").isNumber()) {
            double cost = row.path("cost_nano_usd").asLong() / NANOS;
            metadata.put("cost", cost);
            metadata.put("estimated_cost", cost);
        }
        if (row.path("attempts").size() > 1) {
            metadata.set("attempts", row.path("attempts"));
        }
        if (!row.path("fallback_from").isNull() && !row.path("fallback_from").isMissingNode()) {
            ObjectNode fallback = metadata.putObject("fallback_info");
            fallback.set("from", row.path("fallback_from"));
            fallback.set("attempts", row.path("attempts"));
        }
        return metadata;
    }

    /** Model, provider and parameters. */
    static ObjectNode config(JsonNode row) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        if (row.path("parameters") instanceof ObjectNode parameters) {
            config.setAll(parameters);
        }
        put(config, "model", row.path("model"));
        put(config, "provider", row.path("provider"));
        return config;
    }

    static ObjectNode user(JsonNode row) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        put(user, "user_id", row.path("user_id"));
        put(user, "user_id", row.path("end_user"));
        return user;
    }

    private static void put(ObjectNode json, String name, JsonNode value) {
        if (!value.isNull() && !value.isMissingNode()) {
            json.set(name, value);
        }
    }
}

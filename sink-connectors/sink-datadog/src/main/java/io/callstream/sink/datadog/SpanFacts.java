package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.calls.EndedCall;
import java.util.Map;

/** A span's {@code metadata}: numbers, texts and flags only, as the API has it. */
final class SpanFacts {
    /** The span's name of each fact, by column. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("model", "model_name"),
            Map.entry("provider", "model_provider"),
            Map.entry("call_id", "id"),
            Map.entry("response_id", "response_id"),
            Map.entry("model_group", "model_group"),
            Map.entry("deployment_id", "deployment_id"),
            Map.entry("api_base", "api_base"),
            Map.entry("stream", "is_streamed_request"),
            Map.entry("cache_hit", "cache_hit"),
            Map.entry("finish_reason", "finish_reason"),
            Map.entry("retry_count", "retry_count"),
            Map.entry("fallback_from", "fallback_from"),
            Map.entry("http_status", "http_status"));

    private SpanFacts() {}

    /** Facts win over parameters, and these over the caller's metadata. */
    static ObjectNode of(EndedCall call) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        call.metadata().forEachRemaining(own -> put(facts, own.getKey(), own.getValue()));
        call.parameters().forEachRemaining(parameter -> put(facts, parameter.getKey(), parameter.getValue()));
        NAMES.forEach((column, name) -> put(facts, name, call.row().path(column)));
        return facts;
    }

    private static void put(ObjectNode facts, String name, JsonNode value) {
        if (value.isContainerNode()) {
            facts.put(name, value.toString());
        } else if (!value.isNull() && !value.isMissingNode()) {
            facts.set(name, value);
        }
    }
}

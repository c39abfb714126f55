package io.callstream.sink.litellm;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventTree;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * The object that LiteLLM's generic API logger sends of a call that has ended, for receivers that were written for it. Fields without a
 * counterpart are there, and null; docs/reference/litellm-fields.md says where each comes from. For any thread.
 */
public final class StandardLoggingPayload {
    private static final List<String> INPUTS = List.of("messages", "input", "prompt");
    /** Keeps the digits of numbers in bodies as they were received. */
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private static final JsonMapper WRITER = new JsonMapper();

    private final EventTree columns = EventTree.complete();

    /** Writes the object without a line break. */
    public void write(CallEvent event, JsonGenerator out) throws IOException {
        WRITER.writeTree(out, of(event));
    }

    /** @param event a success or failure */
    public ObjectNode of(CallEvent event) {
        return payload(columns.of(event));
    }

    private static ObjectNode payload(JsonNode row) {
        ObjectNode payload = NODES.objectNode();
        boolean success = row.path("kind").asText().equals("success");
        String status = success ? "success" : "failure";
        identity(row, payload);
        payload.put("status", status).putObject("status_fields").put("llm_api_status", status);
        cost(row, payload);
        tokens(row, payload);
        CallTimes.of(row).write(payload);
        route(row, payload);
        CallerMetadata.write(row, payload);
        bodies(row, payload);
        if (!success) {
            error(row, payload);
        }
        hidden(row, payload.putObject("hidden_params"));
        List.of("cache_key", "guardrail_information", "standard_built_in_tools_params")
                .forEach(payload::putNull);
        return payload;
    }

    private static void identity(JsonNode row, ObjectNode payload) {
        payload.set("id", first(row, "response_id", "call_id"));
        payload.set("litellm_call_id", row.path("call_id"));
        payload.set("trace_id", first(row, "session_id", "trace_id"));
        payload.set("session_id", row.path("session_id"));
        payload.set("call_type", row.path("call_type"));
        payload.set("stream", row.path("stream"));
        payload.set("cache_hit", row.path("cache_hit"));
        payload.put("saved_cache_cost", dollars(row, "saved_cost_nano_usd"));
    }

    /** LiteLLM says 0 where no price is known, and receivers add it up. */
    private static void cost(JsonNode row, ObjectNode payload) {
        BigDecimal total = dollars(row, "cost_nano_usd");
        payload.put("response_cost", total);
        BigDecimal input = dollars(row, "input_cost_nano_usd").add(dollars(row, "cache_cost_nano_usd"));
        BigDecimal output = dollars(row, "output_cost_nano_usd");
        ObjectNode parts = payload.putObject("cost_breakdown")
                .put("input_cost", input)
                .put("output_cost", output)
                .put("tool_usage_cost", 0)
                .put("total_cost", total);
        CostChange.of(row.path("price_version").asText("")).write(parts, input.add(output), total);
    }

    private static BigDecimal dollars(JsonNode row, String column) {
        return BigDecimal.valueOf(row.path(column).asLong(0), 9);
    }

    private static void tokens(JsonNode row, ObjectNode payload) {
        for (String column : List.of("prompt_tokens", "completion_tokens", "total_tokens")) {
            payload.put(column, row.path(column).asLong(0));
        }
    }

    private static void route(JsonNode row, ObjectNode payload) {
        payload.set("custom_llm_provider", row.path("provider"));
        payload.set("model", first(row, "model", "model_group"));
        payload.set("model_id", row.path("deployment_id"));
        payload.set("model_group", row.path("model_group"));
        payload.set("api_base", row.path("api_base"));
        payload.set("model_parameters", row.path("parameters"));
        ObjectNode map = payload.putObject("model_map_information");
        map.set("model_map_key", row.path("model"));
        map.putNull("model_map_value");
    }

    private static void bodies(JsonNode row, ObjectNode payload) {
        JsonNode request = row.path("request_body");
        String name = INPUTS.stream().filter(request::has).findFirst().orElse("");
        payload.set("messages", name.isEmpty() ? request : request.path(name));
        payload.set("response", row.path("response_body"));
        ArrayNode tags = payload.putArray("request_tags");
        row.path("tags").forEach(tags::add);
        if (row.path("user_agent").isTextual()) {
            tags.add("User-Agent: " + row.path("user_agent").asText());
        }
    }

    private static void error(JsonNode row, ObjectNode payload) {
        payload.set("error_str", row.path("message"));
        ObjectNode error = payload.putObject("error_information");
        error.put("error_code", row.path("http_status").asText(""));
        error.set("error_class", row.path("error_type"));
        error.set("llm_provider", row.path("provider"));
        error.set("error_message", row.path("message"));
        error.put("traceback", "");
    }

    private static void hidden(JsonNode row, ObjectNode hidden) {
        hidden.set("model_id", row.path("deployment_id"));
        hidden.set("api_base", row.path("api_base"));
        hidden.put("response_cost", dollars(row, "cost_nano_usd").toPlainString());
        hidden.set("litellm_model_name", row.path("model"));
        hidden.set("additional_headers", row.path("provider_headers"));
        JsonNode usage = row.path("response_body").path("usage");
        hidden.set("usage_object", usage.isMissingNode() ? NODES.nullNode() : usage);
        CallTimes.millis(row, "gateway_us").ifPresent(millis -> hidden.put("litellm_overhead_time_ms", millis));
        hidden.putNull("cache_key");
        hidden.putNull("batch_models");
    }

    private static JsonNode first(JsonNode row, String column, String otherwise) {
        return row.path(column).isNull() ? row.path(otherwise) : row.path(column);
    }
}

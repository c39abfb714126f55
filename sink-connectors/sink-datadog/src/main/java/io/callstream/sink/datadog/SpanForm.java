package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.calls.EndedCall;
import io.callstream.sink.json.Fitting;
import io.callstream.sink.json.Texts;
import java.util.List;
import java.util.Map;

/** Spans of LLM Observability. What the caller said by the names of LiteLLM's callback, such as {@code parent_id}, wins. */
final class SpanForm implements Form {
    /** As the bound of Datadog's own clients. */
    private static final int LARGEST = 1_000_000;

    private static final int LONGEST_NAME = 200;

    private static final Map<String, String> TOKENS = Map.of(
            "input_tokens", "prompt_tokens",
            "output_tokens", "completion_tokens",
            "total_tokens", "total_tokens",
            "cache_read_input_tokens", "cache_read_tokens",
            "cache_write_input_tokens", "cache_creation_tokens",
            "reasoning_output_tokens", "reasoning_tokens");

    /** Each is in dollars. */
    private static final Map<String, String> COSTS = Map.of(
            "input_cost", "input_cost_nano_usd",
            "output_cost", "output_cost_nano_usd",
            "total_cost", "cost_nano_usd");

    private final Labels labels;

    SpanForm(Labels labels) {
        this.labels = labels;
    }

    @Override
    public ObjectNode entry(CallEvent event) {
        ObjectNode span = span(EndedCall.of(event));
        if (Fitting.cut(span, LARGEST)) {
            span.withObject("/meta/metadata").put("content_cut", true);
        }
        return span;
    }

    private ObjectNode span(EndedCall call) {
        ObjectNode span = JsonNodeFactory.instance.objectNode();
        span.put(
                "name",
                Texts.cut(call.said("name").orElse(call.row().path("call_type").asText()), LONGEST_NAME));
        span.put(
                "span_id",
                call.said("span_id").orElse(call.row().path("span_id").asText()));
        span.put(
                "trace_id",
                call.said("trace_id").orElse(call.row().path("trace_id").asText()));
        span.put("parent_id", call.said("parent_id").orElse("undefined"));
        call.text("session_id").ifPresent(session -> span.put("session_id", Texts.id(session, LONGEST_NAME)));
        span.put("start_ns", call.start().toEpochMilli() * 1_000_000);
        span.put("duration", call.duration().toNanos());
        span.put("status", call.failed() ? "error" : "ok");
        span.set("meta", meta(call));
        span.set("metrics", metrics(call));
        span.set("tags", tags(call));
        return span;
    }

    private static ObjectNode meta(EndedCall call) {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        // A span without a parent must be of a kind that can stand at the root.
        boolean embedding = call.embedding() && call.said("parent_id").isPresent();
        meta.put("kind", embedding ? "embedding" : "llm");
        Conversation.write(call, meta);
        meta.set("metadata", SpanFacts.of(call));
        if (call.failed()) {
            meta.putObject("error")
                    .put("message", call.row().path("message").asText())
                    .put("type", call.row().path("error_code").asText())
                    .put("stack", "");
        }
        return meta;
    }

    private static ObjectNode metrics(EndedCall call) {
        ObjectNode metrics = JsonNodeFactory.instance.objectNode();
        TOKENS.forEach((name, column) -> call.count(column).ifPresent(count -> metrics.put(name, count)));
        COSTS.forEach((name, column) -> call.dollars(column).ifPresent(dollars -> metrics.put(name, dollars)));
        call.firstToken().ifPresent(seconds -> metrics.put("time_to_first_token", seconds));
        return metrics;
    }

    private ArrayNode tags(EndedCall call) {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        labels.tagsOf(call).forEach(tags::add);
        call.text("end_user", "user_id").ifPresent(user -> tags.add(Labels.tag("user_id", user)));
        call.text("key_alias").ifPresent(key -> tags.add(Labels.tag("key_alias", key)));
        tags.add(Labels.tag("call_id", call.callId()));
        return tags;
    }

    @Override
    public JsonNode envelope(List<ObjectNode> entries) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = envelope.putObject("data").put("type", "span").putObject("attributes");
        attributes.put("ml_app", labels.application());
        ArrayNode tags = attributes.putArray("tags");
        labels.tags().forEach(tags::add);
        attributes.putArray("spans").addAll(entries);
        return envelope;
    }
}

package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.EventKind;
import io.callstream.events.id.EventIds;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The spans API of LLM Observability, by the types and required fields of its reference. */
final class FakeSpans extends FakeIntake {
    private static final Pattern APPLICATION = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_:./-]{1,193}(?<!_)");
    private static final Set<String> KINDS =
            Set.of("agent", "workflow", "llm", "tool", "task", "embedding", "retrieval");
    private static final Set<String> ROOTS = Set.of("agent", "workflow", "llm");

    FakeSpans(String poison, boolean agent) {
        super("/api/intake/llm-obs/v1/trace/spans", poison, agent);
    }

    @Override
    JsonNode entriesIn(JsonNode body) {
        JsonNode attributes = body.at("/data/attributes");
        if (!body.at("/data/type").asText().equals("span")
                || !APPLICATION.matcher(attributes.path("ml_app").asText()).matches()
                || !tags(attributes.path("tags"))
                || !attributes.path("spans").isArray()) {
            throw new IllegalArgumentException("not a request of spans");
        }
        return attributes.path("spans");
    }

    @Override
    boolean wellFormed(JsonNode span) {
        return List.of("name", "span_id", "trace_id", "parent_id").stream()
                        .noneMatch(name -> span.path(name).asText("").isEmpty())
                && span.path("start_ns").isIntegralNumber()
                && span.path("duration").isNumber()
                && List.of("ok", "error").contains(span.path("status").asText())
                && (span.path("session_id").isMissingNode()
                        || span.path("session_id").isTextual())
                && tags(span.path("tags"))
                && all(span.path("metrics"), JsonNode::isNumber)
                && wellFormedMeta(span.path("meta"), span.path("parent_id").asText());
    }

    private static boolean wellFormedMeta(JsonNode meta, String parent) {
        return (parent.equals("undefined") ? ROOTS : KINDS)
                        .contains(meta.path("kind").asText())
                && all(meta.path("metadata"), value -> value.isValueNode() && !value.isNull())
                && io(meta.path("input"))
                && io(meta.path("output"))
                && all(meta.path("error"), JsonNode::isTextual);
    }

    private static boolean io(JsonNode said) {
        return (!said.has("value") || said.path("value").isTextual())
                && all(
                        said.path("messages"),
                        message -> message.path("content").isTextual()
                                && message.path("role").isTextual()
                                && all(
                                        message.path("tool_calls"),
                                        call -> call.path("name").isTextual()
                                                && call.path("arguments").isObject()));
    }

    private static boolean tags(JsonNode tags) {
        return tags.isArray()
                && all(tags, tag -> tag.isTextual() && tag.asText().contains(":"));
    }

    private static boolean all(JsonNode values, Predicate<JsonNode> rule) {
        for (JsonNode value : values) {
            if (!rule.test(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    String identity(JsonNode span) {
        return span.path("trace_id").asText() + span.path("span_id").asText();
    }

    @Override
    String eventId(JsonNode span) {
        String call = span.at("/meta/metadata/id").asText();
        return EventIds.of(call, span.path("status").asText().equals("ok") ? EventKind.SUCCESS : EventKind.FAILURE);
    }
}

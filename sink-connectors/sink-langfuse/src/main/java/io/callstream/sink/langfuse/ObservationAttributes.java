package io.callstream.sink.langfuse;

import io.callstream.events.FailureEvent;
import io.callstream.sink.otlp.span.Attributes;
import io.callstream.sink.otlp.span.Bodies;
import io.callstream.sink.otlp.span.CallEnd;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Langfuse shows of the call itself. */
final class ObservationAttributes {
    private static final String OBSERVATION = "langfuse.observation.";
    private static final String MASKED = "redacted by the caller";
    private static final long MICRO = 1_000;
    /** Metadata that says where a call belongs rather than something about it; it has attributes of its own. */
    private static final Set<String> NAMES = Set.of(
            "trace_id",
            "existing_trace_id",
            "update_trace_keys",
            "generation_id",
            "parent_observation_id",
            "session_id",
            "trace_name",
            "generation_name",
            "trace_user_id",
            "trace_version",
            "trace_release",
            "version",
            "trace_metadata",
            "tags",
            "prompt",
            "mask_input",
            "mask_output",
            "debug_langfuse");

    private static final List<String> FACTS = List.of(
            "call_id",
            "model_group",
            "provider",
            "deployment_id",
            "api_base",
            "routing_strategy",
            "fallback_from",
            "response_id",
            "response_model",
            "finish_reason",
            "cache_hit",
            "retry_count",
            "team_id",
            "key_alias",
            "key_hash",
            "usage_source",
            "price_version",
            "ttft_us",
            "upstream_us",
            "gateway_us",
            "chunk_count",
            "request_ref",
            "response_ref",
            "error_code",
            "error_type",
            "origin",
            "http_status",
            "provider_status",
            "provider_error_body");

    private ObservationAttributes() {}

    static void write(CallEnd call, Attributes attributes) {
        boolean embedding = call.text("call_type").filter("embedding"::equals).isPresent();
        attributes
                .text(OBSERVATION + "type", embedding ? "embedding" : "generation")
                .text(OBSERVATION + "model.name", model(call))
                .text(OBSERVATION + "model.parameters", Bodies.parameters(call))
                .text(OBSERVATION + "input", shown(call, "mask_input", Bodies.input(call)))
                .text(OBSERVATION + "output", shown(call, "mask_output", Bodies.output(call)))
                .text(OBSERVATION + "usage_details", Usage.details(call))
                .text(OBSERVATION + "cost_details", Usage.cost(call))
                .text(OBSERVATION + "completion_start_time", firstToken(call));
        if (!embedding) {
            prompt(call, attributes);
        }
        metadata(call, attributes);
        call.failure().ifPresent(failure -> level(failure, attributes));
    }

    /** The model that was asked, or the name the client has for it. */
    static Optional<String> model(CallEnd call) {
        return call.text("model").or(() -> call.text("model_group"));
    }

    private static Optional<String> shown(CallEnd call, String mask, Optional<String> body) {
        return CallerOverrides.wants(call, mask) ? body.map(hidden -> MASKED) : body;
    }

    private static void prompt(CallEnd call, Attributes attributes) {
        PromptLink.of(call)
                .ifPresent(link -> attributes
                        .text(OBSERVATION + "prompt.name", link.name())
                        .number(OBSERVATION + "prompt.version", link.version()));
    }

    private static void metadata(CallEnd call, Attributes attributes) {
        FACTS.forEach(
                fact -> call.text(fact).ifPresent(text -> attributes.fact(OBSERVATION + "metadata." + fact, text)));
        AttemptsText.of(call).ifPresent(text -> attributes.fact(OBSERVATION + "metadata.attempts", text));
        SubjectMetadata.OWN_NAMES.forEach((column, name) ->
                call.text(column).ifPresent(text -> attributes.fact(OBSERVATION + "metadata." + name, text)));
        call.metadata().forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!NAMES.contains(name) && !SubjectMetadata.isReserved(name)) {
                attributes.fact(OBSERVATION + "metadata." + key, value);
            }
        });
    }

    private static Optional<String> firstToken(CallEnd call) {
        return call.flag("stream")
                ? call.number("ttft_us")
                        .flatMap(ttft -> call.instant("started_at")
                                .map(start -> start.plusNanos(ttft * MICRO).toString()))
                : Optional.empty();
    }

    private static void level(FailureEvent failure, Attributes attributes) {
        attributes
                .text(OBSERVATION + "level", "ERROR")
                .text(OBSERVATION + "status_message", failure.getErrorCode() + ": " + failure.getMessage());
    }
}

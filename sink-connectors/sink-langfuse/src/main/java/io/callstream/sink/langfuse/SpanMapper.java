package io.callstream.sink.langfuse;

import io.callstream.events.FailureEvent;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Maps a call to a span, by the attribute table of Langfuse's OTLP endpoint. Everything follows from the event, so a resend
 * is the same span with the same start, which Langfuse's own removal of repeats needs. For any thread.
 */
final class SpanMapper {
    private static final String OBSERVATION = "langfuse.observation.";
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    /** Metadata that says where a call belongs rather than something about it; it has attributes of its own. */
    private static final Set<String> NAMES = Set.of(
            "trace_id",
            "existing_trace_id",
            "parent_observation_id",
            "session_id",
            "trace_name",
            "generation_name",
            "trace_user_id",
            "trace_version",
            "version",
            "trace_metadata",
            "tags");

    private static final List<String> FACTS = List.of(
            "call_id",
            "model_group",
            "provider",
            "deployment_id",
            "api_base",
            "response_id",
            "finish_reason",
            "cache_hit",
            "retry_count",
            "team_id",
            "key_alias",
            "key_hash",
            "usage_source",
            "ttft_us",
            "upstream_us",
            "gateway_us",
            "error_code",
            "origin",
            "http_status",
            "provider_status");

    private final LangfuseSinkConfig.Labels labels;

    SpanMapper(LangfuseSinkConfig.Labels labels) {
        this.labels = labels;
    }

    ResourceSpans resourceSpans(List<Span> spans) {
        return ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder()
                        .addAllAttributes(new Attributes()
                                .text("service.name", "callstream")
                                .pairs()))
                .addScopeSpans(ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName("callstream"))
                        .addAllSpans(spans))
                .build();
    }

    Span span(CallEnd call) {
        Attributes attributes = new Attributes();
        trace(call, attributes);
        observation(call, attributes);
        call.failure().ifPresent(failure -> level(failure, attributes));
        long start = nanos(call.instant("started_at").orElse(Instant.EPOCH));
        Span.Builder span = Span.newBuilder()
                .setTraceId(SpanIds.trace(call))
                .setSpanId(SpanIds.span(call))
                .setName(name(call))
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(end(call, start))
                .setStatus(status(call))
                .addAllAttributes(attributes.pairs());
        SpanIds.parent(call).ifPresent(span::setParentSpanId);
        return span.build();
    }

    /** Langfuse keeps these with each span, so each carries them. */
    private void trace(CallEnd call, Attributes attributes) {
        boolean root = SpanIds.parent(call).isEmpty();
        attributes
                .text(
                        "langfuse.trace.name",
                        call.metadata("trace_name").or(() -> root ? call.text("call_type") : Optional.empty()))
                .text(
                        "user.id",
                        call.metadata("trace_user_id")
                                .or(() -> call.text("end_user"))
                                .or(() -> call.text("user_id")))
                .text("session.id", call.text("session_id").or(() -> call.metadata("session_id")))
                .texts("langfuse.trace.tags", call.texts("tags"))
                .text("langfuse.trace.metadata", call.metadata("trace_metadata"))
                .text("langfuse.environment", labels.environment())
                .text("langfuse.release", labels.release())
                .text("langfuse.version", call.metadata("version").or(() -> call.metadata("trace_version")));
    }

    private static void observation(CallEnd call, Attributes attributes) {
        boolean embedding = call.text("call_type").filter("embedding"::equals).isPresent();
        attributes
                .text(OBSERVATION + "type", embedding ? "embedding" : "generation")
                .text(OBSERVATION + "model.name", model(call))
                .text(OBSERVATION + "model.parameters", Bodies.parameters(call))
                .text(OBSERVATION + "input", Bodies.input(call))
                .text(OBSERVATION + "output", Bodies.output(call))
                .text(OBSERVATION + "usage_details", Usage.details(call))
                .text(OBSERVATION + "cost_details", Usage.cost(call))
                .text(OBSERVATION + "completion_start_time", firstToken(call));
        if (call.text("prompt_source").filter("langfuse"::equals).isPresent()) {
            attributes.text(OBSERVATION + "prompt.name", call.text("prompt_id"));
            attributes.text(OBSERVATION + "prompt.version", call.text("prompt_version"));
        }
        FACTS.forEach(fact -> attributes.text(OBSERVATION + "metadata." + fact, call.text(fact)));
        call.metadata().forEach((key, value) -> {
            if (!NAMES.contains(String.valueOf(key))) {
                attributes.text(OBSERVATION + "metadata." + key, String.valueOf(value));
            }
        });
    }

    private static Optional<String> model(CallEnd call) {
        return call.text("model").or(() -> call.text("model_group"));
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

    private static Status status(CallEnd call) {
        return call.failure()
                .map(failure -> Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage(failure.getErrorCode())
                        .build())
                .orElse(Status.getDefaultInstance());
    }

    private static String name(CallEnd call) {
        return call.metadata("generation_name")
                .or(() -> call.text("call_type")
                        .map(type ->
                                model(call).map(model -> type + " " + model).orElse(type)))
                .orElse("call");
    }

    /** A call lost with its gateway has no duration; it ends where it began. */
    private static long end(CallEnd call, long start) {
        return call.number("duration_us")
                .map(duration -> start + duration * MICRO)
                .orElse(start);
    }

    private static long nanos(Instant instant) {
        return instant.toEpochMilli() * MILLI;
    }
}

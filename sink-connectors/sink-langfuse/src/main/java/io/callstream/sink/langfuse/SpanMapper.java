package io.callstream.sink.langfuse;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.List;

/**
 * Maps a call to a span, by the attribute table of Langfuse's OTLP endpoint. Everything follows from the event, so a resend
 * is the same span with the same start, which Langfuse's own removal of repeats needs. For any thread.
 */
final class SpanMapper {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    private final TraceAttributes trace;

    SpanMapper(LangfuseSinkConfig.Labels labels) {
        this.trace = new TraceAttributes(labels);
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
        trace.write(call, attributes);
        ObservationAttributes.write(call, attributes);
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

    private static Status status(CallEnd call) {
        return call.failure()
                .map(failure -> Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage(failure.getErrorCode())
                        .build())
                .orElse(Status.getDefaultInstance());
    }

    private static String name(CallEnd call) {
        return call.said("generation_name")
                .or(() -> call.text("call_type")
                        .map(type -> ObservationAttributes.model(call)
                                .map(model -> type + " " + model)
                                .orElse(type)))
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

package io.callstream.sink.langfuse;

import io.callstream.events.FailureEvent;
import io.callstream.sink.json.Texts;
import io.callstream.sink.otlp.span.Attributes;
import io.callstream.sink.otlp.span.CallEnd;
import io.callstream.sink.otlp.span.CallSpan;
import io.callstream.sink.otlp.span.SpanMapper;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Optional;

/** Maps a call to a span, by the attribute table of Langfuse's OTLP endpoint. For any thread. */
final class GenerationSpan implements SpanMapper {
    private static final int LONGEST_NAME = 1_000;

    private final TraceAttributes trace;
    private final Sample sample;

    GenerationSpan(LangfuseSinkConfig.Labels labels, Sample sample) {
        this.trace = new TraceAttributes(labels);
        this.sample = sample;
    }

    @Override
    public Optional<Span> span(CallEnd call) {
        return sample.holds(SpanIds.trace(call)) ? Optional.of(generation(call)) : Optional.empty();
    }

    private Span generation(CallEnd call) {
        Attributes attributes = new Attributes();
        trace.write(call, attributes);
        ObservationAttributes.write(call, attributes);
        Span.Builder span = CallSpan.begin(call, FailureEvent::getErrorCode)
                .setTraceId(SpanIds.trace(call))
                .setSpanId(SpanIds.span(call))
                .setName(Texts.cut(Texts.wellFormed(name(call)), LONGEST_NAME))
                .addAllAttributes(attributes.pairs());
        SpanIds.parent(call).ifPresent(span::setParentSpanId);
        return span.build();
    }

    private static String name(CallEnd call) {
        return CallerOverrides.said(call, "generation_name")
                .or(() -> call.text("call_type")
                        .map(type -> ObservationAttributes.model(call)
                                .map(model -> type + " " + model)
                                .orElse(type)))
                .orElse("call");
    }
}

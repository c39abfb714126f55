package io.callstream.sink.otlp.genai;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.otlp.span.CallEnd;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Spans of events, and what stands in them. */
final class Spans {
    private Spans() {}

    static GenAiSpan.Options options(Dialect dialect) {
        return new GenAiSpan.Options(dialect, true, Limits.NONE);
    }

    static Span of(SuccessEvent event) {
        return of(new CallEvent.Success(event), options(Dialect.CURRENT));
    }

    static Span of(FailureEvent event) {
        return of(new CallEvent.Failure(event), options(Dialect.CURRENT));
    }

    static Span of(CallEvent event, GenAiSpan.Options options) {
        return CallEnd.of(event).flatMap(new GenAiSpan(options)::span).orElseThrow();
    }

    /** Fails if a key stands twice, which OTLP forbids. */
    static Map<String, AnyValue> attributes(Span span) {
        return span.getAttributesList().stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    static String text(Span span, String key) {
        return value(span, key, AnyValue::getStringValue);
    }

    static <T> T value(Span span, String key, Function<AnyValue, T> type) {
        AnyValue value = attributes(span).get(key);
        if (value == null) {
            throw new AssertionError("there is no " + key);
        }
        return type.apply(value);
    }
}

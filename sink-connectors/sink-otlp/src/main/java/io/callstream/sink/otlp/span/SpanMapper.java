package io.callstream.sink.otlp.span;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.Optional;

/** Makes a span of a call. The same call always makes the same span. For any thread. */
@FunctionalInterface
public interface SpanMapper {
    /** Empty if the destination is not to hear of the call. */
    Optional<Span> span(CallEnd call);
}

package io.callstream.sink.langfuse;

import com.google.protobuf.ByteString;
import io.callstream.sink.otlp.span.CallEnd;
import io.callstream.sink.otlp.span.Ids;
import java.util.Optional;

/**
 * Trace and span ids, as callers wish them: they may name traces as they like ({@code metadata.trace_id}), and a name that is no id
 * becomes one by hashing, as Langfuse's own clients do with a seed.
 */
final class SpanIds {
    private SpanIds() {}

    static ByteString trace(CallEnd call) {
        return CallerOverrides.said(call, "trace_id")
                .or(() -> CallerOverrides.said(call, "existing_trace_id"))
                .map(Ids::trace)
                .orElseGet(() -> Ids.traceOf(call));
    }

    static ByteString span(CallEnd call) {
        return CallerOverrides.said(call, "generation_id").map(Ids::span).orElseGet(() -> Ids.spanOf(call));
    }

    /** A parent that the caller names is found even if it is no id, when it was named the same way as {@code generation_id}. */
    static Optional<ByteString> parent(CallEnd call) {
        return CallerOverrides.said(call, "parent_observation_id")
                .map(Ids::span)
                .or(() -> Ids.parentOf(call));
    }
}

package io.callstream.sink.otlp.span;

import io.callstream.events.FailureEvent;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.function.Function;

/**
 * What every destination wants of a call's span: kind, times and outcome. Everything follows from the event, so a resend is the
 * same span with the same start, by which destinations tell repeats apart.
 */
public final class CallSpan {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    private CallSpan() {}

    /**
     * A span without name, ids and attributes.
     *
     * @param message what a failure's status says
     */
    public static Span.Builder begin(CallEnd call, Function<FailureEvent, String> message) {
        long start = nanos(call.instant("started_at").orElse(Instant.EPOCH));
        Span.Builder span = Span.newBuilder()
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(end(call, start));
        call.failure()
                .map(message)
                .ifPresent(text -> span.setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage(text)));
        return span;
    }

    /** A call lost with its gateway has no duration; it ends where it began. */
    private static long end(CallEnd call, long start) {
        return call.number("duration_us")
                .map(duration -> start + duration * MICRO)
                .orElse(start);
    }

    /** Nanoseconds since 1970, as spans count time. */
    public static long nanos(Instant instant) {
        return instant.toEpochMilli() * MILLI;
    }
}

package io.callstream.gateway.event;

import io.callstream.events.id.TraceContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a call is accepted: all of the pre-call event.
 *
 * @param callId UUIDv7
 * @param startedAt when the request's head had been read, by the wall clock
 * @param startedNanos the same moment by {@link System#nanoTime()}, which all later times are measured against
 * @param source who made the call, when it was not this gateway
 */
public record CallFacts(
        UUID callId,
        TraceContext trace,
        Caller caller,
        RequestInfo asked,
        Instant startedAt,
        long startedNanos,
        @Nullable String source) {
    /** A call of this gateway. */
    public CallFacts(
            UUID callId, TraceContext trace, Caller caller, RequestInfo asked, Instant startedAt, long startedNanos) {
        this(callId, trace, caller, asked, startedAt, startedNanos, null);
    }
}

package io.callstream.testing.events;

import io.callstream.events.id.TraceContext;
import java.time.Instant;
import java.util.UUID;

/**
 * Who a sample call is: everything that follows from its number alone.
 *
 * @param callId a UUIDv7 whose time is {@link #startedAt()}
 * @param firstSeq {@code seq} of the call's pre-call event
 */
record SampleIdentity(UUID callId, TraceContext trace, Instant startedAt, long firstSeq) {
    static final String GATEWAY = "gateway-sample";
    private static final Instant FIRST_CALL = Instant.parse("2026-11-20T12:00:00Z");
    private static final long SECONDS_BETWEEN = 1;

    static SampleIdentity of(int number, int eventsBefore) {
        Instant startedAt = FIRST_CALL.plusSeconds(number * SECONDS_BETWEEN);
        long high = startedAt.toEpochMilli() << 16 | 0x7000L | number & 0xfffL;
        UUID callId = new UUID(high, 0x8000_0000_0000_0000L | number * 0x9e37_79b9L);
        return new SampleIdentity(callId, TraceContext.of(callId, null), startedAt, eventsBefore);
    }
}

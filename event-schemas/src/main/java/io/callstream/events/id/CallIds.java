package io.callstream.events.id;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes call ids: UUIDs of version 7 (RFC 9562), so that they sort by the time of the call.
 *
 * <p>Thread contract: as safe as the random generator that was passed in.
 */
public final class CallIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final RandomGenerator random;

    public CallIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id: 48 bits of milliseconds, 74 random bits. */
    public UUID next() {
        long high = clock.millis() << 16 | VERSION_7 | random.nextLong() & 0xfffL;
        long low = VARIANT | random.nextLong() >>> 2;
        return new UUID(high, low);
    }
}

package io.callstream.sink.runtime.erase;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;

/**
 * How soon every copy of every sink has heard of an erasure: {@code callstream.erasures}, the same for all of them.
 *
 * @param knownWithin nothing is sent by knowledge that is older than this
 */
public record ErasureTiming(Duration knownWithin) {
    static final Key<Duration> KNOWN_WITHIN = Key.duration("known_within")
            .min("2s")
            .byDefault("10s")
            .says("Time within which every copy of every sink has heard of an erasure.");

    /** Notes a time that is too short. */
    public static ErasureTiming read(Section callstream) {
        Section own = callstream.section("erasures");
        Duration said = own.get(KNOWN_WITHIN);
        own.rejectUnknownKeys();
        return new ErasureTiming(said);
    }

    /**
     * How long a removal waits after it has heard of the erasure: what was sent without knowing of it was begun within the first half, and
     * has ended by the end of the second, or is looked at again.
     */
    public Duration removalDelay() {
        return knownWithin.multipliedBy(2);
    }
}

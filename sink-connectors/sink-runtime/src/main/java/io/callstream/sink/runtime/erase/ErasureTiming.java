package io.callstream.sink.runtime.erase;

import io.callstream.settings.Section;
import java.time.Duration;

/**
 * How soon every copy of every sink has heard of an erasure: {@code callstream.erasures}, the same for all of them.
 *
 * @param knownWithin nothing is sent by knowledge that is older than this
 */
public record ErasureTiming(Duration knownWithin) {
    private static final String KNOWN_WITHIN = "known_within";
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    /** Notes a time that is too short. */
    public static ErasureTiming read(Section callstream) {
        Section own = callstream.section("erasures");
        Duration said = own.duration(KNOWN_WITHIN, USUAL);
        if (said.compareTo(SHORTEST) < 0) {
            own.problem(KNOWN_WITHIN, "is too short (expected 2s or more, such as 10s)");
            return new ErasureTiming(USUAL);
        }
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

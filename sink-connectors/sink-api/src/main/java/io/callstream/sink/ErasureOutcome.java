package io.callstream.sink;

import java.util.Optional;

/**
 * What one removal did at one place.
 *
 * @param place table, folder, bucket or project, in the words of the sink's documentation; names no subject
 * @param things what is counted: {@code rows}, {@code lines}, {@code files}, {@code objects}, {@code traces}
 * @param removed how many were removed by this run
 * @param remains what could not be removed there and why; empty if nothing of the subject remains
 */
public record ErasureOutcome(String place, String things, long removed, Optional<String> remains) {
    public ErasureOutcome {
        if (place.isBlank() || things.isBlank() || removed < 0) {
            throw new IllegalArgumentException("an outcome names a place and counts things: " + place + ", " + removed);
        }
    }

    /** Everything of the subject is gone from this place. */
    public static ErasureOutcome removed(String place, String things, long removed) {
        return new ErasureOutcome(place, things, removed, Optional.empty());
    }

    /** Something of the subject is still there; {@code why} names no subject. */
    public static ErasureOutcome remains(String place, String things, long removed, String why) {
        return new ErasureOutcome(place, things, removed, Optional.of(why));
    }
}

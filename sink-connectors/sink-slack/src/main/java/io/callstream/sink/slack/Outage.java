package io.callstream.sink.slack;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that keeps failing.
 *
 * @param codes how often each error code came within the time that is watched
 */
record Outage(Place place, Level level, SortedMap<String, Long> codes) {
    /** Where it is. */
    record Place(@Nullable String provider, @Nullable String deploymentId) {}

    /** How bad it is, the least first. */
    enum Level {
        NONE,
        MINOR,
        MAJOR
    }

    long failures() {
        return codes.values().stream().mapToLong(Long::longValue).sum();
    }
}

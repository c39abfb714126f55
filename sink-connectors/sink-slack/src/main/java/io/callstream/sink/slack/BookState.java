package io.callstream.sink.slack;

import io.callstream.sink.failure.Fingerprint;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AlertTracker} holds from one start of the sink to the next.
 *
 * @param digestBegun when the first of the digest was counted; null if nothing was
 * @param digest what was counted and not told
 * @param lastSeen when each kind came last
 */
record BookState(@Nullable Instant digestBegun, Map<Fingerprint, Tally> digest, Map<Fingerprint, Instant> lastSeen) {
    static final BookState EMPTY = new BookState(null, Map.of(), Map.of());

    BookState {
        digest = Map.copyOf(digest);
        lastSeen = Map.copyOf(lastSeen);
    }
}

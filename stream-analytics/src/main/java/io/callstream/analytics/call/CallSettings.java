package io.callstream.analytics.call;

import java.time.Duration;

/**
 * How long the parts of a call are waited for.
 *
 * @param orphanAfter a call without an end is told as an orphan after this time
 * @param chunkGrace an ended call waits this long for chunks, and the pre-call, that have not come
 * @param keep a row that was written is kept this long, to be asked for and to know repeats
 */
public record CallSettings(Duration orphanAfter, Duration chunkGrace, Duration keep) {
    public CallSettings {
        positive("orphan_after", orphanAfter);
        positive("chunk_grace", chunkGrace);
        positive("keep_calls", keep);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than 0)");
        }
    }
}

package io.callstream.gateway.cache;

import io.callstream.json.Slice;
import java.time.Instant;

/**
 * A whole answer to a request, as a plain answer looks.
 *
 * @param keptAt when it was given
 * @param deploymentId who gave it; there may be no such deployment any more
 * @param provider of that deployment
 * @param model as it was sent to the provider
 * @param body must not change
 */
public record KeptAnswer(Instant keptAt, String deploymentId, String provider, String model, Slice body) {
    private static final int RECORD_BYTES = 200;

    /** About what it takes of the heap. */
    int weight() {
        return RECORD_BYTES + deploymentId.length() + provider.length() + model.length() + body.length();
    }
}

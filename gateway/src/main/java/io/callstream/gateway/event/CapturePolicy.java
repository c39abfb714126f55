package io.callstream.gateway.event;

import io.callstream.gateway.config.Capture;
import io.callstream.gateway.config.CaptureConfig;
import io.callstream.gateway.json.Slice;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an event holds of a body: the one place where that is decided, for every outcome alike.
 *
 * @param largestInline bytes that a body may have in its event
 */
record CapturePolicy(Capture capture, boolean redact, int largestInline, BodyStore store) {
    /** An event may hold two bodies, and has to fit into a segment of the spool. */
    private static final int PARTS_OF_A_SEGMENT = 4;

    static CapturePolicy of(CaptureConfig config, int segmentBytes, BodyStore store) {
        int largest = Math.min(config.storage().inlineMaxBytes(), segmentBytes / PARTS_OF_A_SEGMENT);
        return new CapturePolicy(config.bodies(), config.redact(), largest, store);
    }

    KeptBody keep(UUID callId, String part, @Nullable Slice body) {
        if (capture == Capture.NONE || redact) {
            return KeptBody.NOT_KEPT;
        }
        if (body == null) {
            return KeptBody.ABSENT;
        }
        if (capture == Capture.FULL && body.length() <= largestInline) {
            return KeptBody.inline(body);
        }
        BodyReference reference = store.keep(callId, part, body);
        return reference == null ? KeptBody.SHED : KeptBody.elsewhere(reference);
    }

    /** A short text, such as a provider's error, that is worth no file of its own. */
    boolean keepsText() {
        return capture == Capture.FULL && !redact;
    }
}

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

    /** The policy of one call, whose client may ask for less to be told, never for more. */
    CapturePolicy forCall(Labels labels) {
        return labels.redact() && !redact ? new CapturePolicy(capture, true, largestInline, store) : this;
    }

    KeptBody keep(UUID callId, String part, @Nullable Slice body) {
        if (capture == Capture.NONE) {
            return KeptBody.NOT_KEPT;
        }
        if (body == null) {
            return KeptBody.ABSENT;
        }
        Slice told = redact ? Redactor.redact(body) : body;
        if (told == null) {
            return KeptBody.NOT_KEPT;
        }
        if (capture == Capture.FULL && told.length() <= largestInline) {
            return KeptBody.inline(told);
        }
        BodyReference reference = store.keep(callId, part, told);
        return reference == null ? KeptBody.SHED : KeptBody.elsewhere(reference);
    }

    /** What is told of a chunk's data, which is worth no file of its own. */
    @Nullable Slice chunk(Slice data) {
        if (capture != Capture.FULL) {
            return null;
        }
        return redact ? Redactor.redact(data) : data;
    }

    /** Whether a provider's error is told: it may quote the request anywhere in its text. */
    boolean keepsErrors() {
        return capture == Capture.FULL && !redact;
    }
}

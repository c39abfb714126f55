package io.callstream.gateway.event;

import io.callstream.gateway.config.Capture;
import io.callstream.gateway.config.CaptureConfig;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an event holds of a body: the one place where that is decided, for every outcome alike.
 *
 * @param largestInline bytes that a body may have in its event
 */
record CapturePolicy(Capture capture, boolean redact, int largestInline, BodyStore store) {
    /** An event may hold three bodies, and has to fit into a segment of the spool. */
    private static final int PARTS_OF_A_SEGMENT = 4;

    static CapturePolicy of(CaptureConfig config, int segmentBytes, BodyStore store) {
        int largest = Math.min(config.storage().inlineMaxBytes(), segmentBytes / PARTS_OF_A_SEGMENT);
        return new CapturePolicy(config.bodies(), config.redact(), largest, store);
    }

    /** The policy of one call, whose client may ask for less to be recorded, never for more. */
    CapturePolicy forCall(RequestMetadata labels) {
        return labels.redact() && !redact ? new CapturePolicy(capture, true, largestInline, store) : this;
    }

    /** Whether anything of a body is recorded, so that credentials have to be taken out of it. */
    boolean sees() {
        return capture != Capture.NONE;
    }

    KeptBody keep(UUID callId, String part, @Nullable Slice body) {
        if (capture == Capture.NONE) {
            return KeptBody.NOT_KEPT;
        }
        if (body == null) {
            return KeptBody.ABSENT;
        }
        Slice recorded = redact ? Redactor.redact(body) : body;
        if (recorded == null) {
            return KeptBody.NOT_KEPT;
        }
        if (capture == Capture.FULL && recorded.length() <= largestInline) {
            return KeptBody.inline(recorded);
        }
        return elsewhere(callId, part, recorded);
    }

    /** @param recorded what may be recorded of a body that is not to stand in its event */
    KeptBody elsewhere(UUID callId, String part, Slice recorded) {
        BodyReference reference = store.keep(callId, part, recorded);
        return reference == null ? KeptBody.SHED : KeptBody.elsewhere(reference);
    }

    /** For a body that is too large to be held: parts cannot be read, so that nothing is kept where content is cut out; null then. */
    @Nullable BodyParts parts(UUID callId, String part) {
        return capture == Capture.NONE || redact ? null : store.begin(callId, part);
    }

    /**
     * What is recorded of a chunk's data, which is worth no file of its own.
     *
     * @param fresh where credentials may stand
     */
    @Nullable Slice chunk(Slice data, Range fresh, OwnKey key) {
        if (capture != Capture.FULL) {
            return null;
        }
        if (redact) {
            Slice recorded = Redactor.redact(data);
            return recorded == null ? null : Masking.mask(key.mask(recorded));
        }
        Slice recorded = key.mask(data, fresh);
        return recorded == data ? Masking.mask(data, fresh) : Masking.mask(recorded);
    }

    /**
     * How many bytes are recorded of an answer in the provider's own form. What is content in there, only that provider's reader knows, so that
     * nothing is recorded where content is cut out; and a file keeps bodies in OpenAI's form only.
     */
    int roomForOwnForm() {
        return capture == Capture.FULL && !redact ? largestInline : 0;
    }

    /** Whether a provider's error is recorded: it may quote the request anywhere in its text. */
    boolean keepsErrors() {
        return capture == Capture.FULL && !redact;
    }
}

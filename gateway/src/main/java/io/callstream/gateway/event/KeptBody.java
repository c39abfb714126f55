package io.callstream.gateway.event;

import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * What an event holds of one body.
 *
 * @param fate what became of it
 * @param inline the body itself
 * @param reference where it is kept instead
 */
record KeptBody(
        CaptureOutcome fate,
        @Nullable Slice inline,
        @Nullable BodyReference reference) {
    /** There was no body. */
    static final KeptBody ABSENT = new KeptBody(CaptureOutcome.FULL, null, null);

    static final KeptBody NOT_KEPT = new KeptBody(CaptureOutcome.NONE, null, null);
    static final KeptBody SHED = new KeptBody(CaptureOutcome.SHED, null, null);

    /** What became of a body, later ones outweighing earlier ones when an event has two; see {@code capture}. */
    enum CaptureOutcome {
        FULL("full"),
        REFERENCE("reference"),
        NONE("none"),
        SHED("shed");

        private final String word;

        CaptureOutcome(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        CaptureOutcome and(CaptureOutcome other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    static KeptBody inline(Slice body) {
        return new KeptBody(CaptureOutcome.FULL, body, null);
    }

    static KeptBody elsewhere(BodyReference reference) {
        return new KeptBody(CaptureOutcome.REFERENCE, null, reference);
    }

    @Nullable String uri() {
        return reference == null ? null : reference.uri();
    }

    @Nullable String sha256() {
        return reference == null ? null : reference.sha256();
    }
}

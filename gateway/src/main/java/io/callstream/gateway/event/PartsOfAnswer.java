package io.callstream.gateway.event;

import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/** An answer that is too large to be held, as it is kept part by part. For one thread. */
final class PartsOfAnswer {
    private final @Nullable BodyParts kept;
    private final MaskedParts clean;

    /**
     * @param kept null when nothing of it may be kept
     * @param key of the gateway's own
     */
    PartsOfAnswer(@Nullable BodyParts kept, OwnKey key) {
        this.kept = kept;
        this.clean = new MaskedParts(key);
    }

    void add(Slice part) {
        if (kept != null) {
            keep(kept, clean.add(part));
        }
    }

    /** What the event has of it; to be called once. */
    KeptBody end() {
        if (kept == null) {
            return KeptBody.NOT_KEPT;
        }
        keep(kept, clean.end());
        BodyReference reference = kept.end();
        return reference == null ? KeptBody.SHED : KeptBody.elsewhere(reference);
    }

    /** Whether anything was taken out. */
    boolean masked() {
        return clean.masked();
    }

    private static void keep(BodyParts kept, Slice part) {
        if (part.length() > 0) {
            kept.add(part);
        }
    }
}

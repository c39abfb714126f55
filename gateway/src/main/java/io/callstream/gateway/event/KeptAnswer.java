package io.callstream.gateway.event;

import io.callstream.gateway.event.KeptBody.CaptureOutcome;
import io.callstream.json.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event holds of an answer.
 *
 * @param body in OpenAI's form
 * @param own what the provider said in its own; null when nothing of that is recorded
 * @param ownCut whether that is because it is too long
 */
record KeptAnswer(KeptBody body, @Nullable Slice own, boolean ownCut) {
    static final KeptAnswer SHED = of(KeptBody.SHED);

    static KeptAnswer of(KeptBody body) {
        return new KeptAnswer(body, null, false);
    }

    /**
     * An answer in both forms. The events of a stream hold a text in pieces: where something was taken out of the whole, nobody knows
     * in which of them it stands.
     *
     * @param content has looked through the body, and through nothing else
     * @param room what an event takes of the provider's form, in bytes; 0 for nothing
     */
    static KeptAnswer of(KeptBody body, ProviderAnswer said, EventContent content, boolean streamed, int room) {
        boolean recorded = body.fate() == CaptureOutcome.FULL || body.fate() == CaptureOutcome.REFERENCE;
        if (room == 0 || !recorded || streamed && content.masked()) {
            return of(body);
        }
        Slice json = said.json();
        Slice own = content.body(json);
        boolean fits = own != null && own.length() <= room;
        return new KeptAnswer(body, fits ? own : null, said.tooLong() || json != null && !fits);
    }

    /** The same for an event that has no room for both. */
    KeptAnswer withoutOwn() {
        return own == null ? this : new KeptAnswer(body, null, true);
    }

    /** Columns of which nothing is recorded for want of room. */
    List<String> cut() {
        return ownCut ? List.of("provider_response_body") : List.of();
    }

    KeptAnswer with(KeptBody other) {
        return new KeptAnswer(other, own, ownCut);
    }
}

package io.callstream.gateway.event;

import io.callstream.json.Slice;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps bodies that do not travel in their events. Safe for all event loops; never blocks on a disk or a network. */
public interface BodyStore {
    /** Keeps nothing: every body is shed. */
    BodyStore NOWHERE = (callId, part, body) -> null;

    /**
     * Keeps a body as it comes.
     *
     * @param part {@code response}
     */
    default BodyParts begin(UUID callId, String part) {
        return BodyParts.NOWHERE;
    }

    /**
     * Takes over a copy of a body.
     *
     * @param part {@code request} or {@code response}
     * @return where it will be; null when there is no room, and it is shed
     */
    @Nullable BodyReference keep(UUID callId, String part, Slice body);
}

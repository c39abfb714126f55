package io.callstream.spool.ship;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the bodies of events that are too large for their topic. Never blocks. */
@FunctionalInterface
public interface BodyKeeper {
    /** Keeps nothing. */
    BodyKeeper NOWHERE = (callId, part, body) -> null;

    /**
     * Takes over a body.
     *
     * @param part {@code request} or {@code response}
     * @return where it will be; null when there is no room
     */
    @Nullable Kept keep(UUID callId, String part, byte[] body);

    /** @param sha256 of the body, 64 hex digits */
    record Kept(String uri, String sha256) {}
}

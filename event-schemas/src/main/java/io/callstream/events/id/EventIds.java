package io.callstream.events.id;

import io.callstream.events.EventKind;

/** Names events by the call they belong to, so that a resend of the same event carries the same id. */
public final class EventIds {
    private EventIds() {}

    /** @param kind any kind but {@link EventKind#CHUNK}, of which a call has many */
    public static String of(String callId, EventKind kind) {
        if (kind == EventKind.CHUNK) {
            throw new IllegalArgumentException("a chunk's event id needs its index: use chunk(callId, index)");
        }
        return callId + ':' + kind.word();
    }

    /** @param index the chunk's place in its call, from 0 */
    public static String chunk(String callId, int index) {
        return callId + ":chunk:" + index;
    }
}

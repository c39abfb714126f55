package io.callstream.sink.runtime.deliver;

import java.util.List;

/** Hears of every event's end, once, on the delivering thread. */
public interface DeliveryListener {
    void delivered(PendingEvent pendingEvent);

    /** All others of the batch have come to their end; these go to the dead letters, which may take long. */
    default void lettersLeft(List<PendingEvent> pendingEvents) {}

    /** The event is in the dead letters. */
    void deadLettered(PendingEvent pendingEvent);

    /** The event is of a subject that was erased. */
    default void erased(PendingEvent pendingEvent) {}

    /** The event was older than the destination takes. */
    void expired(PendingEvent pendingEvent);
}

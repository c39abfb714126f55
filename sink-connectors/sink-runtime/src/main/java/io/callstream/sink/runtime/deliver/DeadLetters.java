package io.callstream.sink.runtime.deliver;

/** Where events go that a destination refused for good. */
@FunctionalInterface
public interface DeadLetters {
    /**
     * Returns when the event is kept safely, however long that takes: only then may its place in the topic be passed.
     *
     * @param reason what the destination said, without content
     * @param attempts how often it was sent
     */
    void deadLetter(SourceRecord original, String reason, int attempts) throws InterruptedException;

    /** As {@link #deadLetter(SourceRecord, String, int)}, for an event that could be read and so can be named. */
    default void deadLetter(PendingEvent pendingEvent, String reason, int attempts) throws InterruptedException {
        deadLetter(pendingEvent.original(), reason, attempts);
    }
}

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
    void bury(Original original, String reason, int attempts) throws InterruptedException;

    /** As {@link #bury(Original, String, int)}, for an event that could be read and so can be named. */
    default void bury(Parcel parcel, String reason, int attempts) throws InterruptedException {
        bury(parcel.original(), reason, attempts);
    }
}

package io.callstream.spool;

/** How safe an event must be before {@link Lane#whenDurable} runs its action. */
public enum Durability {
    /** In the page cache: survives the death of the process. Costs nothing, because the append did it. */
    SPOOLED,
    /** On the disk, by a group fsync: survives the loss of power. */
    FSYNCED,
    /** Acknowledged by Kafka. Waits as long as Kafka is away: callers bring their own deadline. */
    ACKED
}

package io.callstream.sink.runtime.consume;

/** Hears what the polling thread meets, for metrics and health. */
public interface LoopEvents {
    /** An event that this sink is not to see was passed over. */
    void filtered();

    /** A record that is no event went to the dead letters. */
    void unreadable();

    void waitingForRegistry(String reason);

    /** @param records how many records of the assigned partitions have not been read */
    void lag(long records);

    /** @param report which events are gone, by partition and offset */
    void gap(String report);

    /** The loop has ended because of this. */
    void failed(String reason);
}

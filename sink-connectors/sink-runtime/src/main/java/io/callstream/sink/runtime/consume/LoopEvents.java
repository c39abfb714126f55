package io.callstream.sink.runtime.consume;

import io.callstream.sink.runtime.deliver.Troubles;

/** Hears what the polling thread meets, for metrics and health. */
public interface LoopEvents extends Troubles {
    /** An event that this sink is not to see was passed over. */
    void filtered();

    /** A record that is no event went to the dead letters. */
    void unreadable();

    /** Every assigned partition is being read; said once, and again after Kafka was away. */
    void reading();

    /** Said every turn, several times a second. */
    void load(Load load);

    /**
     * Events that were to be read are gone from their topics; said again each time that the loop starts and finds it so.
     *
     * @param report which events, by partition and offset
     * @param records how many
     */
    void gap(String report, long records);

    /** The loop has ended because of this. */
    void failed(String reason);
}

package io.callstream.sink;

import java.time.Instant;
import java.util.Map;

/** What a {@link Sink} also is if its destination keeps events as rows, until somebody removes them. */
public interface Prunable {
    /**
     * Removes the rows of events that happened before this time. Deliveries may go on meanwhile; when it is interrupted, what
     * was removed stays removed.
     *
     * @param before by {@link CallEvent#eventTime()}
     * @return how many rows were removed, by table
     * @throws SinkUnavailableException if the destination cannot do it now
     * @throws SinkConfigException if it refuses this configuration
     */
    Map<String, Long> removeBefore(Instant before);
}

package io.callstream.sink;

import java.time.Duration;

/**
 * Makes a sink that can remove what its destination stores of a subject. As with alerts, a second sink beside the first does so, from the same
 * configuration, and erasures are read by a consumer group of their own.
 *
 * @param <C> the sink's configuration
 */
public interface ErasureSinkFactory<C> extends SinkFactory<C> {
    /**
     * How long the destination may take until what it has acknowledged can be found and removed. The removal waits that much longer.
     */
    default Duration settlesWithin(C config) {
        return Duration.ZERO;
    }

    /**
     * Opens the sink of erasures; its context names it {@code <name>.erasures} and has a directory of its own. It is given one erasure at a
     * time. It answers {@link Delivery.Delivered} when it has removed all that it can find and has told the outcomes; {@link
     * Delivery.RetryAfter} when the destination is away (the erasure comes again, what was removed stays removed), {@link
     * Delivery.Hold} when it refuses the credentials, and {@link Delivery.Rejected} when it refuses this removal for good, which is reported.
     *
     * <p>Deliveries of calls by other copies go on meanwhile; the runtime sees to it that none of them is of the subject.
     *
     * @param outcomes what was removed is told here
     * @throws SinkUnavailableException if the destination cannot be reached yet: tried again later
     * @throws SinkConfigException if it can never work with this configuration: the sink of erasures is held
     */
    EventSink<Erasure> createForErasures(C config, SinkContext context, ErasureOutcomes outcomes);
}

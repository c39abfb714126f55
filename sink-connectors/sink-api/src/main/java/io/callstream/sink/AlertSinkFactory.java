package io.callstream.sink;

import java.time.Duration;

/**
 * Makes a sink that takes alerts, too. They never wait behind events of calls: they are read by a consumer group of their own and
 * delivered by a second sink that is made beside the first, from the same configuration.
 *
 * @param <C> the sink's configuration
 */
public interface AlertSinkFactory<C> extends SinkFactory<C> {
    /** Whether the sink gets alerts that name no receiver, where its settings do not say so ({@code alerts}). */
    default boolean alertsByDefault() {
        return false;
    }

    /** How alerts are gathered before {@link EventSink#deliver} is called: few at a time, and without waiting for more. */
    default BatchPolicy alertBatching(C config) {
        return BatchPolicy.of(20, 1L << 20, Duration.ZERO);
    }

    /** What comes of an alert that is delivered again, as {@link #repeats} says it of events of calls. */
    default Repeats alertRepeats(C config) {
        return repeats(config);
    }

    /**
     * Opens the sink of alerts; its context names it {@code <name>.alerts} and has a directory of its own.
     *
     * @throws SinkUnavailableException if the destination cannot be reached yet: tried again later
     * @throws SinkConfigException if it can never work with this configuration: the sink of alerts is held
     */
    EventSink<AlertEvent> createForAlerts(C config, SinkContext context);
}

package io.callstream.sink.testkit;

import io.callstream.sink.AlertSinkFactory;
import java.util.Set;

/**
 * A harness of a sink that takes alerts.
 *
 * @param <C> the sink's configuration
 */
public interface AlertHarness<C> extends SinkHarness<C> {
    @Override
    AlertSinkFactory<C> factory();

    /** Ids of the alerts that are at the destination now: one that has fired and one that is resolved are two, or one that shows both. */
    Set<String> arrivedAlerts();

    /** All that the destination holds of alerts, apart from when it came. */
    Object alertState();
}

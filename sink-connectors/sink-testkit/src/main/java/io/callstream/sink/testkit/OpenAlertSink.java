package io.callstream.sink.testkit;

import io.callstream.sink.AlertEvent;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The part of a sink under test that takes alerts, with its clock, and the plainest way to drive it. */
public final class OpenAlertSink implements AutoCloseable {
    private final EventSink<AlertEvent> sink;
    private final ManualClock clock;

    private OpenAlertSink(EventSink<AlertEvent> sink, ManualClock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** As {@link OpenSink#of}. */
    public static <C> OpenAlertSink of(AlertHarness<C> harness, Path dataDirectory) {
        return of(harness, OpenSink.patient(harness), dataDirectory);
    }

    /** As {@link OpenSink#impatient}. */
    public static <C> OpenAlertSink impatient(AlertHarness<C> harness, Path dataDirectory) {
        return of(harness, harness.settings(), dataDirectory);
    }

    private static <C> OpenAlertSink of(AlertHarness<C> harness, Map<String, Object> settings, Path dataDirectory) {
        AlertSinkFactory<C> factory = harness.factory();
        C config = OpenSink.configured(factory, harness, settings);
        ManualClock clock = new ManualClock(OpenSink.START);
        return new OpenAlertSink(
                factory.createForAlerts(config, OpenSink.context(factory.name() + ".alerts", clock, dataDirectory)),
                clock);
    }

    public EventSink<AlertEvent> sink() {
        return sink;
    }

    public ManualClock clock() {
        return clock;
    }

    /** One call of deliver, its exceptions read as the contract of {@link EventSink} has them. */
    public Delivery deliver(List<AlertEvent> batch) {
        return OpenSink.deliver(sink, batch);
    }

    /** Delivers until the destination has it; waits by moving the clock. */
    public void deliverAll(List<AlertEvent> batch) {
        OpenSink.deliverAll(sink, batch, clock);
    }

    @Override
    public void close() {
        sink.close();
    }
}

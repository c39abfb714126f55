package io.callstream.sink.testkit;

import io.callstream.sink.Delivery;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcome;
import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.EventSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of a sink under test that takes erasures, with its clock and what it said of them. */
public final class OpenErasureSink implements AutoCloseable {
    private final EventSink<Erasure> sink;
    private final ManualClock clock;
    private final List<ErasureOutcome> outcomes;

    private OpenErasureSink(EventSink<Erasure> sink, ManualClock clock, List<ErasureOutcome> outcomes) {
        this.sink = sink;
        this.clock = clock;
        this.outcomes = outcomes;
    }

    /** As {@link OpenSink#of}. */
    public static <C> OpenErasureSink of(ErasureHarness<C> harness, Path dataDirectory) {
        return of(harness, OpenSink.patient(harness), dataDirectory);
    }

    /** As {@link OpenSink#impatient}. */
    public static <C> OpenErasureSink impatient(ErasureHarness<C> harness, Path dataDirectory) {
        return of(harness, harness.settings(), dataDirectory);
    }

    private static <C> OpenErasureSink of(ErasureHarness<C> harness, Map<String, Object> settings, Path dataDirectory) {
        ErasureSinkFactory<C> factory = harness.factory();
        C config = OpenSink.configured(factory, harness, settings);
        ManualClock clock = new ManualClock(OpenSink.START);
        List<ErasureOutcome> outcomes = new CopyOnWriteArrayList<>();
        EventSink<Erasure> sink = factory.createForErasures(
                config,
                OpenSink.context(factory.name() + ".erasures", clock, dataDirectory),
                (erasure, outcome) -> outcomes.add(outcome));
        return new OpenErasureSink(sink, clock, outcomes);
    }

    public ManualClock clock() {
        return clock;
    }

    /** What was said since the last time this was asked. */
    public List<ErasureOutcome> outcomes() {
        List<ErasureOutcome> said = List.copyOf(outcomes);
        outcomes.clear();
        return said;
    }

    /** One call of deliver, its exceptions read as the contract of {@link EventSink} has them. */
    public Delivery deliver(Erasure erasure) {
        return OpenSink.deliver(sink, List.of(erasure));
    }

    /** Delivers until the destination has done it; waits by moving the clock. */
    public void erase(Erasure erasure) {
        OpenSink.deliverAll(sink, List.of(erasure), clock);
    }

    @Override
    public void close() {
        sink.close();
    }
}

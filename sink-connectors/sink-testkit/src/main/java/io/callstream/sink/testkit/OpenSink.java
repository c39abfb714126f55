package io.callstream.sink.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkMetrics;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.failure.DeliveryExceptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A sink under test with its configuration and clock, and the plainest way to drive it. */
public final class OpenSink<C> implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-11-20T12:00:30Z");
    private static final int PATIENCE = 60;
    private static final String TIMEOUT = "timeout";

    private final C config;
    private final Sink sink;
    private final ManualClock clock;

    private OpenSink(C config, Sink sink, ManualClock clock) {
        this.config = config;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Configures and creates the harness's sink; its settings must be without a problem. It has {@link SinkHarness#patience} with
     * its destination.
     */
    public static <C> OpenSink<C> of(SinkHarness<C> harness, Path dataDirectory) {
        Map<String, Object> settings = new LinkedHashMap<>(harness.settings());
        settings.replace(TIMEOUT, harness.patience());
        return of(harness, settings, dataDirectory);
    }

    /** As {@link #of(SinkHarness, Path)}, with the harness's own timeout: for a destination that does not answer. */
    public static <C> OpenSink<C> impatient(SinkHarness<C> harness, Path dataDirectory) {
        return of(harness, harness.settings(), dataDirectory);
    }

    private static <C> OpenSink<C> of(SinkHarness<C> harness, Map<String, Object> settings, Path dataDirectory) {
        SinkFactory<C> factory = harness.factory();
        Problems problems = new Problems();
        Section section = new Section("callstream.sinks." + factory.name(), settings, problems);
        C config = factory.configure(new SinkSettings(section, Environment.of(harness.environment())));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        ManualClock clock = new ManualClock(START);
        SinkContext context = new SinkContext(factory.name(), clock, new Random(42), SinkMetrics.none(), dataDirectory);
        return new OpenSink<>(config, factory.create(config, context), clock);
    }

    public Sink sink() {
        return sink;
    }

    public ManualClock clock() {
        return clock;
    }

    public C config() {
        return config;
    }

    /** One call of deliver, its exceptions read as the contract of {@link Sink} has them. */
    public Delivery deliver(List<CallEvent> batch) {
        try {
            return sink.deliver(batch);
        } catch (Exception e) {
            return DeliveryExceptions.verdict(e);
        }
    }

    /** Delivers until the destination has it; waits by moving the clock. */
    public void deliverAll(List<CallEvent> batch) {
        Delivery answer = deliver(batch);
        for (int tries = 1; answer instanceof Delivery.RetryAfter later && tries < PATIENCE; tries++) {
            clock.advance(later.delay().orElse(Duration.ofSeconds(1)));
            answer = deliver(batch);
        }
        assertThat(answer).isEqualTo(Delivery.delivered());
    }

    @Override
    public void close() {
        sink.close();
    }
}

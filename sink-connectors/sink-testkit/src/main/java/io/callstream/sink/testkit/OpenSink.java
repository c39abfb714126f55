package io.callstream.sink.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkEvent;
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
import java.util.Optional;
import java.util.Random;

/** A sink under test with its configuration and clock, and the plainest way to drive it. */
public final class OpenSink<C> implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-20T12:00:30Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
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
        return of(harness, patient(harness), dataDirectory);
    }

    static <C> Map<String, Object> patient(SinkHarness<C> harness) {
        Map<String, Object> settings = new LinkedHashMap<>(harness.settings());
        settings.replace(TIMEOUT, harness.patience());
        return settings;
    }

    /** As {@link #of(SinkHarness, Path)}, with the harness's own timeout: for a destination that does not answer. */
    public static <C> OpenSink<C> impatient(SinkHarness<C> harness, Path dataDirectory) {
        return of(harness, harness.settings(), dataDirectory);
    }

    private static <C> OpenSink<C> of(SinkHarness<C> harness, Map<String, Object> settings, Path dataDirectory) {
        SinkFactory<C> factory = harness.factory();
        C config = configured(factory, harness, settings);
        ManualClock clock = new ManualClock(START);
        return new OpenSink<>(config, factory.create(config, context(factory.name(), clock, dataDirectory)), clock);
    }

    /** The configuration, which must be without a problem. */
    static <C> C configured(SinkFactory<C> factory, SinkHarness<C> harness, Map<String, Object> settings) {
        Problems problems = new Problems();
        Section section = new Section("callstream.sinks." + factory.name(), settings, problems);
        C config = factory.configure(new SinkSettings(section, Environment.of(harness.environment())));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }

    static SinkContext context(String name, ManualClock clock, Path dataDirectory) {
        return new SinkContext(name, clock, new Random(42), SinkMetrics.none(), dataDirectory);
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
        return deliver(sink, batch);
    }

    static <E extends SinkEvent> Delivery deliver(EventSink<E> sink, List<E> batch) {
        try {
            return sink.deliver(batch);
        } catch (Exception e) {
            return DeliveryExceptions.verdict(e);
        }
    }

    /** Delivers until the destination has it; waits by moving the clock. */
    public void deliverAll(List<CallEvent> batch) {
        deliverAll(sink, batch, clock);
    }

    static <E extends SinkEvent> void deliverAll(EventSink<E> sink, List<E> batch, ManualClock clock) {
        List<E> left = batch;
        Delivery answer = deliver(sink, left);
        for (int tries = 1; wait(answer).isPresent() && tries < PATIENCE; tries++) {
            clock.advance(wait(answer).orElseThrow());
            left = left(left, answer);
            answer = deliver(sink, left);
        }
        assertThat(answer).isEqualTo(Delivery.delivered());
    }

    /** Empty when nothing is to be tried again, or something was refused. */
    private static Optional<Duration> wait(Delivery answer) {
        if (answer instanceof Delivery.Partial partial && partial.rejected().isEmpty()) {
            return Optional.of(partial.delay().orElse(SECOND));
        }
        return answer instanceof Delivery.RetryAfter later
                ? Optional.of(later.delay().orElse(SECOND))
                : Optional.empty();
    }

    private static <E extends SinkEvent> List<E> left(List<E> batch, Delivery answer) {
        return answer instanceof Delivery.Partial partial
                ? batch.stream()
                        .filter(event -> partial.retry().contains(event.eventId()))
                        .toList()
                : batch;
    }

    @Override
    public void close() {
        sink.close();
    }
}

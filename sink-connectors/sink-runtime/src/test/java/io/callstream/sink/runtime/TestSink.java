package io.callstream.sink.runtime;

import io.callstream.sink.AlertEvent;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import io.callstream.sink.Prunable;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A sink whose destination is a list in this JVM, found by the name of the test's own destination. */
public final class TestSink implements AlertSinkFactory<String> {
    private static final Map<String, Destination> DESTINATIONS = new ConcurrentHashMap<>();

    /** What arrived, and how to answer. */
    static final class Destination {
        final List<CallEvent> arrived = new CopyOnWriteArrayList<>();
        volatile boolean keeps = true;
        volatile Function<List<CallEvent>, Delivery> answer = batch -> Delivery.delivered();
        final List<AlertEvent> alerts = new CopyOnWriteArrayList<>();
        volatile Function<List<AlertEvent>, Delivery> answerToAlerts = batch -> Delivery.delivered();

        static Destination named(String name) {
            return DESTINATIONS.computeIfAbsent(name, unseen -> new Destination());
        }

        List<String> alertIds() {
            return alerts.stream().map(AlertEvent::eventId).toList();
        }

        List<String> ids() {
            return arrived.stream().map(CallEvent::eventId).toList();
        }
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String configure(SinkSettings settings) {
        return settings.section().required("destination");
    }

    @Override
    public BatchPolicy batching(String config) {
        return BatchPolicy.of(50, 1 << 20, Duration.ofMillis(20)).withConcurrency(2);
    }

    @Override
    public Sink create(String config, SinkContext context) {
        return new Open(Destination.named(config));
    }

    @Override
    public EventSink<AlertEvent> createForAlerts(String config, SinkContext context) {
        return new OpenForAlerts(Destination.named(config));
    }

    private record OpenForAlerts(Destination destination) implements EventSink<AlertEvent> {
        @Override
        public Delivery deliver(List<AlertEvent> batch) {
            Delivery verdict = destination.answerToAlerts.apply(batch);
            if (verdict instanceof Delivery.Delivered) {
                destination.alerts.addAll(batch);
            }
            return verdict;
        }

        @Override
        public void close() {}
    }

    private record Open(Destination destination) implements Sink, Prunable {
        @Override
        public Delivery deliver(List<CallEvent> batch) {
            Delivery verdict = destination.answer.apply(batch);
            if (verdict instanceof Delivery.Delivered && destination.keeps) {
                destination.arrived.addAll(batch);
            }
            return verdict;
        }

        @Override
        public Map<String, Long> removeBefore(Instant before) {
            long there = destination.arrived.size();
            destination.arrived.removeIf(event -> event.eventTime().isBefore(before));
            return Map.of("events", there - destination.arrived.size());
        }

        @Override
        public void close() {}
    }
}

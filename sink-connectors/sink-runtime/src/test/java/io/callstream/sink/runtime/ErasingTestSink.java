package io.callstream.sink.runtime;

import io.callstream.sink.BatchPolicy;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcome;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.EventSink;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A sink that can remove; its destination is a list in this JVM, found by the name of the test's own destination. */
public final class ErasingTestSink implements ErasureSinkFactory<String> {
    private static final Map<String, Destination> DESTINATIONS = new ConcurrentHashMap<>();

    /** What is there, and how to answer. */
    static final class Destination {
        final List<CallEvent> stored = new CopyOnWriteArrayList<>();
        final List<String> removals = new CopyOnWriteArrayList<>();
        volatile Function<List<CallEvent>, Delivery> answer = batch -> Delivery.delivered();
        volatile Function<Erasure, Delivery> answerToErasures = erasure -> Delivery.delivered();

        static Destination named(String name) {
            return DESTINATIONS.computeIfAbsent(name, unseen -> new Destination());
        }

        List<String> callIds() {
            return stored.stream().map(CallEvent::callId).toList();
        }
    }

    @Override
    public String name() {
        return "erasing";
    }

    @Override
    public String configure(SinkSettings settings) {
        return settings.section().required("destination");
    }

    @Override
    public BatchPolicy batching(String config) {
        return BatchPolicy.of(50, 1 << 20, Duration.ofMillis(20));
    }

    @Override
    public Sink create(String config, SinkContext context) {
        return new Open(Destination.named(config));
    }

    @Override
    public EventSink<Erasure> createForErasures(String config, SinkContext context, ErasureOutcomes outcomes) {
        return new OpenForErasures(Destination.named(config), outcomes);
    }

    private record Open(Destination destination) implements Sink {
        @Override
        public Delivery deliver(List<CallEvent> batch) {
            Delivery verdict = destination.answer.apply(batch);
            if (verdict instanceof Delivery.Delivered) {
                destination.stored.addAll(batch);
            }
            return verdict;
        }

        @Override
        public void close() {}
    }

    private record OpenForErasures(Destination destination, ErasureOutcomes outcomes) implements EventSink<Erasure> {
        @Override
        public Delivery deliver(List<Erasure> batch) {
            Erasure erasure = batch.get(0);
            Delivery verdict = destination.answerToErasures.apply(erasure);
            if (verdict instanceof Delivery.Delivered) {
                List<CallEvent> gone =
                        destination.stored.stream().filter(erasure::matches).toList();
                destination.stored.removeAll(gone);
                destination.removals.add(erasure.eventId());
                outcomes.add(erasure, ErasureOutcome.removed("list", "events", gone.size()));
            }
            return verdict;
        }

        @Override
        public void close() {}
    }
}

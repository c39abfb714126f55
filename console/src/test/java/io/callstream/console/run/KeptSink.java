package io.callstream.console.run;

import io.callstream.sink.BatchPolicy;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink whose destination is a list in this JVM, by the name that its settings give. */
public final class KeptSink implements SinkFactory<String> {
    static final String NAME = "kept";
    private static final Map<String, List<String>> LISTS = new ConcurrentHashMap<>();

    /** The ids that have arrived. */
    static List<String> list(String name) {
        return LISTS.computeIfAbsent(name, unseen -> new CopyOnWriteArrayList<>());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String configure(SinkSettings settings) {
        return settings.section().required("list");
    }

    @Override
    public BatchPolicy batching(String config) {
        return BatchPolicy.of(10, 1 << 20, Duration.ofMillis(20));
    }

    @Override
    public Sink create(String config, SinkContext context) {
        List<String> list = list(config);
        return new Sink() {
            @Override
            public Delivery deliver(List<CallEvent> batch) {
                batch.forEach(event -> list.add(event.eventId()));
                return Delivery.delivered();
            }

            @Override
            public void close() {}
        };
    }
}

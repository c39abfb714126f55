package io.callstream.benchmarks.delivery;

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
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A sink that is driven as the runtime drives it, batch after batch from one thread. */
final class SinkUnderLoad implements AutoCloseable {
    private final Sink sink;
    private final int batch;

    private SinkUnderLoad(Sink sink, int batch) {
        this.sink = sink;
        this.batch = batch;
    }

    static <C> SinkUnderLoad of(SinkFactory<C> factory, Map<String, Object> settings, Path directory) {
        Problems problems = new Problems();
        Section section = new Section("callstream.sinks." + factory.name(), settings, problems);
        C config = factory.configure(new SinkSettings(section, Environment.of(Map.of())));
        problems.throwIfAny();
        SinkContext context =
                new SinkContext(factory.name(), Clock.systemUTC(), new Random(42), SinkMetrics.none(), directory);
        return new SinkUnderLoad(
                factory.create(config, context), factory.batching(config).maxEvents());
    }

    /** @throws IllegalStateException if the destination did not take all of it at once */
    void deliver(List<CallEvent> events) throws Exception {
        for (int from = 0; from < events.size(); from += batch) {
            Delivery answer = sink.deliver(events.subList(from, Math.min(events.size(), from + batch)));
            if (!answer.equals(Delivery.delivered())) {
                throw new IllegalStateException("the destination answered " + answer);
            }
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}

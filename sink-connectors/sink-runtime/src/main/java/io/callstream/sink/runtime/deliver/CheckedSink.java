package io.callstream.sink.runtime.deliver;

import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import io.callstream.sink.SinkEvent;
import java.util.List;

/**
 * A sink as the engine drives it, whatever it delivers.
 *
 * @param takes the type of all events that it is given; another is a fault of ours
 * @param sink what delivers them
 */
public record CheckedSink<E extends SinkEvent>(Class<E> takes, EventSink<E> sink) implements EventSink<SinkEvent> {
    @Override
    public Delivery deliver(List<SinkEvent> batch) throws Exception {
        return sink.deliver(batch.stream().map(takes::cast).toList());
    }

    @Override
    public boolean sends(SinkEvent event) {
        return sink.sends(takes.cast(event));
    }

    @Override
    public void close() {
        sink.close();
    }
}

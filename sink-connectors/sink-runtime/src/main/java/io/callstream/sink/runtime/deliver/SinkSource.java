package io.callstream.sink.runtime.deliver;

import io.callstream.sink.EventSink;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.failure.IsolatingSink;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the sink when it is first needed, so that a destination which is away at start is waited for like any other
 * outage. Safe for use by several threads.
 */
public final class SinkSource implements AutoCloseable {
    private final Supplier<? extends EventSink<SinkEvent>> opening;
    private @Nullable EventSink<SinkEvent> sink;
    private boolean closed;

    private SinkSource(Supplier<? extends EventSink<SinkEvent>> opening) {
        this.opening = opening;
    }

    /**
     * @param takes the type of all events that will be delivered
     * @param opening as {@link SinkFactory#create}; may throw what that may throw, and is called again then
     */
    public static <E extends SinkEvent> SinkSource of(Class<E> takes, Supplier<? extends EventSink<E>> opening) {
        return new SinkSource(() -> new CheckedSink<>(takes, opening.get()));
    }

    /** @throws InterruptedException when the sink is closed: whoever still delivers has to stop */
    synchronized EventSink<SinkEvent> get() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the sink is closed");
        }
        EventSink<SinkEvent> opened = sink;
        if (opened == null) {
            opened = new IsolatingSink<>(opening.get());
            sink = opened;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        closed = true;
        EventSink<SinkEvent> opened = sink;
        sink = null;
        if (opened != null) {
            opened.close();
        }
    }
}

package io.callstream.sink.runtime.deliver;

import io.callstream.sink.Sink;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.failure.IsolatingSink;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the sink when it is first needed, so that a destination which is away at start is waited for like any other
 * outage. Safe for use by several threads.
 */
public final class SinkSource implements AutoCloseable {
    private final Supplier<Sink> opening;
    private @Nullable Sink sink;
    private boolean closed;

    /** @param opening as {@link SinkFactory#create}; may throw what that may throw, and is called again then */
    public SinkSource(Supplier<Sink> opening) {
        this.opening = opening;
    }

    /** @throws InterruptedException when the sink is closed: whoever still delivers has to stop */
    synchronized Sink get() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the sink is closed");
        }
        Sink opened = sink;
        if (opened == null) {
            opened = new IsolatingSink(opening.get());
            sink = opened;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Sink opened = sink;
        sink = null;
        if (opened != null) {
            opened.close();
        }
    }
}

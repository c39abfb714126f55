package io.callstream.reader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Keeps consumers that are not in use, with their connections, for whoever reads next. Safe for use by several threads. */
public final class ConsumerPool implements AutoCloseable {
    private final Supplier<Consumer<byte[], byte[]>> opener;
    private final Deque<Consumer<byte[], byte[]>> idle = new ArrayDeque<>();
    private boolean closed;

    /** @param opener makes a consumer when none is idle */
    public ConsumerPool(Supplier<Consumer<byte[], byte[]>> opener) {
        this.opener = opener;
    }

    /** A consumer for one thread until it is given back. */
    public Consumer<byte[], byte[]> take() {
        synchronized (this) {
            Consumer<byte[], byte[]> kept = idle.poll();
            if (kept != null) {
                return kept;
            }
        }
        return opener.get();
    }

    /** Takes a consumer back that works and is used by nobody; one that failed is to be closed instead. */
    public void giveBack(Consumer<byte[], byte[]> consumer) {
        consumer.assign(List.of());
        synchronized (this) {
            if (!closed) {
                idle.push(consumer);
                return;
            }
        }
        consumer.close();
    }

    @Override
    public void close() {
        List<Consumer<byte[], byte[]>> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(idle);
            idle.clear();
        }
        left.forEach(Consumer::close);
    }
}

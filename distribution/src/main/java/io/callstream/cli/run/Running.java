package io.callstream.cli.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Things that were started, to be closed in the opposite order. Safe for use by several threads. */
public final class Running implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Running.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    /** Takes over something that was started; when all is closed already, it is closed at once. */
    public synchronized <T extends AutoCloseable> T add(T part) {
        started.push(part);
        if (closed) {
            closeAll();
        }
        return part;
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeAll();
    }

    private void closeAll() {
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception e) { // one part that cannot stop must not keep the others running
                log.warn("stop failed: part={} reason={}", part.getClass().getSimpleName(), e.toString());
            }
        }
    }
}

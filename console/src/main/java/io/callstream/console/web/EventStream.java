package io.callstream.console.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Server-sent events to one browser. Nobody waits for it: what a slow one has not taken is bounded, and what comes on top is refused. Safe
 * for use by several threads.
 */
public final class EventStream {
    private static final int MOST_WAITING = 8;

    private final Response response;
    private final Callback whole;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private Runnable ended = () -> {};
    private boolean writing;
    private boolean open = true;

    EventStream(Response response, Callback whole) {
        this.response = response;
        this.whole = whole;
    }

    /** Is called once when nobody listens any more; at once if that is so already. */
    public void onEnd(Runnable action) {
        boolean now;
        synchronized (this) {
            ended = action;
            now = !open;
        }
        if (now) {
            action.run();
        }
    }

    /** @return whether it goes out; false when the browser is behind, or gone */
    public boolean send(String event, byte[] json) {
        byte[] head = ("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(head.length + json.length + 2);
        frame.put(head).put(json).put((byte) '\n').put((byte) '\n');
        return offer(frame.array());
    }

    /** A line that says nothing, which shows whether anybody is there. */
    public void beat() {
        offer(": \n\n".getBytes(StandardCharsets.US_ASCII));
    }

    private boolean offer(byte[] frame) {
        synchronized (this) {
            if (!open || waiting.size() >= MOST_WAITING) {
                return false;
            }
            waiting.add(frame);
            if (writing) {
                return true;
            }
            writing = true;
        }
        next();
        return true;
    }

    private void next() {
        byte[] frame;
        synchronized (this) {
            byte[] first = waiting.poll();
            if (first == null || !open) {
                writing = false;
                return;
            }
            frame = first;
        }
        response.write(
                false,
                ByteBuffer.wrap(frame),
                Callback.from(Invocable.InvocationType.NON_BLOCKING, this::next, failure -> end(failure)));
    }

    private void end(Throwable failure) {
        if (close()) {
            whole.failed(failure);
        }
    }

    /** Ends it from this side. */
    public void finish() {
        if (close()) {
            whole.succeeded();
        }
    }

    private boolean close() {
        Runnable action;
        synchronized (this) {
            if (!open) {
                return false;
            }
            open = false;
            waiting.clear();
            action = ended;
        }
        action.run();
        return true;
    }
}

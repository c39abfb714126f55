package io.callstream.gateway.upstream;

import io.callstream.gateway.net.Deadline;
import io.callstream.gateway.net.DeadlineScanner;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's connections to one provider address. The one used last is taken first, so that those not needed grow
 * old and are closed. Only for that loop.
 */
public final class ConnectionPool {
    /** Closing one takes some ten microseconds of the loop. */
    private static final int MOST_CLOSED_AT_ONCE = 100;

    private final Connector connector;
    private final DeadlineScanner sweep;
    private final int maxConnections;
    private final long idleNanos;
    private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
    private int open;

    ConnectionPool(Connector connector, DeadlineScanner sweep, int maxConnections, long idleNanos) {
        this.connector = connector;
        this.sweep = sweep;
        this.maxConnections = maxConnections;
        this.idleNanos = idleNanos;
        sweep.add(new Retirement());
    }

    /**
     * Sends a request.
     *
     * @param request the whole of it, head and body; taken over
     */
    public UpstreamCall start(ByteBuf request, UpstreamResponseListener listener) {
        UpstreamCall call = new UpstreamCall(this, request, listener);
        sweep.add(call);
        UpstreamConnection pooled = takeIdle();
        if (pooled != null) {
            call.connected(pooled);
        } else {
            connectFor(call);
        }
        return call;
    }

    void connectFor(UpstreamCall call) {
        if (open >= maxConnections) {
            // Later, so that a caller has its UpstreamCall in hand before it hears of the failure.
            connector.loop().execute(() -> call.fail(UpstreamFailure.BUSY));
            return;
        }
        open++;
        connector.connect(this).addListener((Future<UpstreamConnection> done) -> connected(call, done));
    }

    private void connected(UpstreamCall call, Future<UpstreamConnection> done) {
        if (!done.isSuccess()) {
            open--;
            call.fail(ConnectFaults.of(done.cause()));
        } else if (call.over()) {
            giveBack(done.getNow());
        } else {
            call.connected(done.getNow());
        }
    }

    void giveBack(UpstreamConnection connection) {
        idle.addFirst(connection);
    }

    void closed(UpstreamConnection connection) {
        open--;
        idle.remove(connection);
    }

    DeadlineScanner sweep() {
        return sweep;
    }

    /** Nanoseconds, by the clock that deadlines are set by. */
    long now() {
        return sweep.now();
    }

    /** Closes what is idle; connections in use are closed by their calls. */
    public void close() {
        for (UpstreamConnection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
            each.close();
        }
    }

    private @Nullable UpstreamConnection takeIdle() {
        UpstreamConnection connection = idle.pollFirst();
        while (connection != null && !connection.usable()) {
            connection = idle.pollFirst();
        }
        return connection;
    }

    /** Closes some of those that have not been needed; whether there are more of them. */
    private boolean retire(long now) {
        for (int closed = 0; closed < MOST_CLOSED_AT_ONCE; closed++) {
            UpstreamConnection oldest = idle.peekLast();
            if (oldest == null || now - oldest.idleSince() <= idleNanos) {
                return false;
            }
            idle.pollLast();
            oldest.close();
        }
        return true;
    }

    /** Comes back every second, and at once where a rush has left more than may be closed while calls wait. */
    private final class Retirement extends Deadline {
        private static final long PAUSE_NANOS = 1_000_000_000L;

        Retirement() {
            set(now() + PAUSE_NANOS);
        }

        @Override
        protected void passed() {
            long now = now();
            set(retire(now) ? now : now + PAUSE_NANOS);
        }
    }
}

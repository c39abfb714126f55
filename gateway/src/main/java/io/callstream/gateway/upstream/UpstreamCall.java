package io.callstream.gateway.upstream;

import io.callstream.gateway.net.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One request to a provider and its answer. The request is kept until the answer begins: a pooled connection may turn
 * out to have been closed by the provider meanwhile, and then the request is sent once more on a fresh connection. Only
 * for the event loop.
 */
public final class UpstreamCall extends Deadline {
    /** How long, and with how much more, an answer that was whole already may take to end its body. */
    private static final long SETTLE_NANOS = 1_000_000_000L;

    private static final int SETTLE_BYTES = 64 << 10;

    private final ConnectionPool pool;
    private final UpstreamResponseListener listener;
    private @Nullable ByteBuf request;
    private @Nullable UpstreamConnection connection;
    private boolean answering;
    private boolean over;
    private boolean settled;
    private int passedOver;

    UpstreamCall(ConnectionPool pool, ByteBuf request, UpstreamResponseListener listener) {
        this.pool = pool;
        this.request = request;
        this.listener = listener;
    }

    /** Sets when {@link UpstreamFailure#TIMEOUT} strikes, by the clock of the pool. */
    public void deadline(long nanos) {
        set(nanos);
    }

    /** Gives the answer up; the connection is closed, so that the provider stops working. */
    public void cancel() {
        if (!over) {
            finish();
            closeConnection();
        }
    }

    /**
     * Nothing more of the answer is needed: what still comes is passed over. If the body ends soon, the connection serves
     * again; else it is closed.
     */
    public void settle() {
        if (!over) {
            settled = true;
            reading(true);
            set(pool.now() + SETTLE_NANOS);
        }
    }

    /** Stops reading from the provider, or goes on: the client's pace is passed on. */
    public void reading(boolean on) {
        UpstreamConnection current = connection;
        if (current != null) {
            current.reading(on);
        }
    }

    @Override
    protected void passed() {
        fail(UpstreamFailure.TIMEOUT);
        closeConnection();
    }

    boolean over() {
        return over;
    }

    void connected(UpstreamConnection to) {
        ByteBuf bytes = request;
        if (bytes != null) {
            connection = to;
            to.send(this, bytes.retainedDuplicate());
        }
    }

    void head(int status, HttpHeaders headers) {
        if (!over) {
            answering = true;
            releaseRequest();
            listener.head(status, headers);
        }
    }

    void body(ByteBuf bytes) {
        if (settled) {
            passOver(bytes.readableBytes());
        } else if (!over) {
            listener.body(bytes);
        }
    }

    void end() {
        if (!over) {
            finish();
            connection = null;
            if (!settled) {
                listener.end();
            }
        }
    }

    void readComplete() {
        if (!over && !settled) {
            listener.readComplete();
        }
    }

    /**
     * The connection has gone.
     *
     * @param reused it had served a call before, so that its end may have nothing to do with this one; the fresh one that
     *     takes its place has not, so that the request is sent once more at most
     */
    void lost(boolean reused, UpstreamFailure failure) {
        connection = null;
        if (over) {
            return;
        }
        if (reused && !answering && failure == UpstreamFailure.CUT_BEFORE_HEAD) {
            pool.connectFor(this);
        } else {
            fail(failure);
        }
    }

    void fail(UpstreamFailure failure) {
        if (!over) {
            finish();
            if (!settled) {
                listener.failed(failure);
            }
        }
    }

    private void passOver(int more) {
        passedOver += more;
        if (!over && passedOver > SETTLE_BYTES) {
            cancel();
        }
    }

    private void finish() {
        over = true;
        pool.sweep().remove(this);
        releaseRequest();
    }

    private void releaseRequest() {
        if (request != null) {
            request.release();
            request = null;
        }
    }

    private void closeConnection() {
        UpstreamConnection current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
    }
}

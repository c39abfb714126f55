package io.callstream.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One request to a provider and its answer. The request is kept until the answer begins: a pooled connection may turn
 * out to have been closed by the provider meanwhile, and then the request is sent once more on a fresh connection. Only
 * for the event loop.
 */
public final class UpstreamCall extends Deadline {
    private final ConnectionPool pool;
    private final Answer answer;
    private @Nullable ByteBuf request;
    private @Nullable UpstreamConnection connection;
    private boolean retried;
    private boolean answering;
    private boolean over;

    UpstreamCall(ConnectionPool pool, ByteBuf request, Answer answer) {
        this.pool = pool;
        this.request = request;
        this.answer = answer;
    }

    /** Sets when {@link UpstreamFailure#TIMEOUT} strikes, by {@link System#nanoTime()}. */
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
            answer.head(status, headers);
        }
    }

    void body(ByteBuf bytes) {
        if (!over) {
            answer.body(bytes);
        }
    }

    void end() {
        if (!over) {
            finish();
            connection = null;
            answer.end();
        }
    }

    void batchOver() {
        if (!over) {
            answer.batchOver();
        }
    }

    /**
     * The connection has gone.
     *
     * @param reused it had served a call before, so that its end may have nothing to do with this one
     */
    void lost(boolean reused, UpstreamFailure failure) {
        connection = null;
        if (over) {
            return;
        }
        if (reused && !answering && !retried && failure == UpstreamFailure.CUT_BEFORE_HEAD) {
            retried = true;
            pool.connectFor(this);
        } else {
            fail(failure);
        }
    }

    void fail(UpstreamFailure failure) {
        if (!over) {
            finish();
            answer.failed(failure);
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

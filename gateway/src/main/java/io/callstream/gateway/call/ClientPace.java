package io.callstream.gateway.call;

import org.jspecify.annotations.Nullable;

/** The provider goes on as fast as the client reads, and not for long once the client is gone. Only for the call's event loop. */
final class ClientPace {
    /** How long a provider may take to report the usage to a client that did not wait for it. */
    private static final long USAGE_NANOS = 2_000_000_000L;

    private final ClientChannel client;
    private final boolean stream;
    private final long stallNanos;
    private boolean paused;
    private boolean gone;

    /**
     * @param stream whether each part of the answer has a time of its own
     * @param stallNanos how long the provider waits for the client
     */
    ClientPace(ClientChannel client, boolean stream, long stallNanos) {
        this.client = client;
        this.stream = stream;
        this.stallNanos = stallNanos;
    }

    /** An attempt begins. */
    void began() {
        paused = false;
    }

    /** Whether the client hung up with all but the end of its answer. */
    boolean gone() {
        return gone;
    }

    /** Whether it is the client that the provider waits for. */
    boolean stalled() {
        return paused && !gone;
    }

    /** A part of the answer has been taken in. */
    void partArrived(Attempt attempt) {
        if (stream && !gone) {
            attempt.patience(attempt.request().patience().toNanos());
        }
    }

    /** What there was has gone on to the client: the provider waits for it, but not for ever. */
    void passedOn(Attempt attempt) {
        if (!client.writable() && !gone && !paused) {
            paused = true;
            attempt.reading(false);
            attempt.patience(stallNanos);
        }
    }

    void clientWritable(@Nullable Attempt attempt) {
        if (paused && attempt != null) {
            paused = false;
            attempt.patience(attempt.request().patience().toNanos());
            attempt.reading(true);
        }
    }

    /** Only the usage is missing, which the provider may be about to send. */
    void clientGone(Attempt attempt) {
        gone = true;
        attempt.reading(true);
        attempt.patience(USAGE_NANOS);
    }
}

package io.callstream.gateway.event;

import io.callstream.gateway.limit.ByteBudget;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Goes through long answers beside the event loops, which have other calls to serve. Safe for all threads. */
public final class LongAnswers {
    /** For a recorder that goes through all answers itself. */
    static final LongAnswers NONE = new LongAnswers(Runnable::run, new ByteBudget(0));

    private static final int LONG_BYTES = 1 << 20;

    private final Executor executor;
    private final ByteBudget waiting;

    /**
     * @param executor may reject what is too much
     * @param waiting what answers may take that wait for their turn
     */
    public LongAnswers(Executor executor, ByteBudget waiting) {
        this.executor = executor;
        this.waiting = waiting;
    }

    /** Whether the work on this answer will be done elsewhere; false where it is short, or there is no room. */
    boolean take(int length, Runnable work) {
        long bytes = ByteBudget.heap(length);
        if (bytes < LONG_BYTES || waiting.taken() + bytes > waiting.most() || !waiting.take(bytes)) {
            return false;
        }
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } finally {
                    waiting.give(bytes);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            waiting.give(bytes); // too much, or shutting down
            return false;
        }
    }
}

package io.callstream.gateway.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The threads beside an event loop, whose work a test does itself when it wants to. */
final class WorkAside implements Executor {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean waits;
    private boolean full;

    @Override
    public void execute(Runnable work) {
        if (full) {
            throw new RejectedExecutionException("full");
        }
        if (waits) {
            waiting.add(work);
        } else {
            work.run();
        }
    }

    /** From now on work waits for {@link #work}. */
    void waits() {
        waits = true;
    }

    /** From now on no work is taken. */
    void full() {
        full = true;
    }

    int waiting() {
        return waiting.size();
    }

    /** The piece of work that has waited longest is done. */
    void work() {
        waiting.remove().run();
    }
}

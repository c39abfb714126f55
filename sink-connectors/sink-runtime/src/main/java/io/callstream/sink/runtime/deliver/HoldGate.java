package io.callstream.sink.runtime.deliver;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where deliveries wait: between tries, and while the sink is held. All leave when somebody resumes the sink, held ones
 * also to probe whether the trouble is over; all end when they are asked to let go of their batches. Safe for use by
 * several threads.
 */
public final class HoldGate implements Pauses {
    private static final int MAX_DOUBLINGS = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Duration firstProbe;
    private final Duration lastProbe;
    private long resumptions;
    private boolean lettingGo;
    private boolean closed;

    /**
     * @param firstProbe how long after the hold to probe first; doubles each time
     * @param lastProbe longest time between probes
     */
    public HoldGate(Duration firstProbe, Duration lastProbe) {
        this.firstProbe = firstProbe;
        this.lastProbe = lastProbe;
    }

    /** Lets every delivery that waits try again at once. */
    public void resume() {
        change(() -> resumptions++);
    }

    /** Ends all waiting: the sink is stopping. */
    public void close() {
        change(() -> closed = true);
    }

    /** From now to {@link #goOn}, who waits or begins to gets a {@link AbandonedException}. */
    void letGo() {
        change(() -> lettingGo = true);
    }

    void goOn() {
        change(() -> lettingGo = false);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Taken before a try, so that a resumption between the try's end and the waiting is not missed. */
    long ticket() {
        lock.lock();
        try {
            return resumptions;
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param ticket from before the try that was held
     * @param probes how often this delivery has been held in a row, from 1
     * @throws InterruptedException when the sink is stopping
     */
    void await(long ticket, int probes) throws InterruptedException {
        long nanos = Math.min(firstProbe.toNanos() << Math.min(probes - 1, MAX_DOUBLINGS), lastProbe.toNanos());
        stay(nanos, () -> resumptions != ticket);
    }

    /** @throws InterruptedException when the sink is stopping */
    @Override
    public void pause(Duration duration) throws InterruptedException {
        long ticket = ticket();
        stay(duration.toNanos(), () -> resumptions != ticket);
    }

    private void stay(long nanos, BooleanSupplier over) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (!closed && !lettingGo && !over.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (closed) {
                throw new InterruptedException("the sink is stopping");
            }
            if (lettingGo) {
                throw new AbandonedException();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The probe intervals of production: half a minute, growing to five. */
    public static HoldGate standard() {
        return new HoldGate(Duration.ofSeconds(30), Duration.ofMinutes(5));
    }
}

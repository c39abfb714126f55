package io.callstream.sink.runtime.deliver;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where deliveries wait while the sink is held. They leave when somebody resumes the sink, or to probe whether the
 * trouble is over. Safe for use by several threads.
 */
public final class HoldGate {
    private static final int MAX_DOUBLINGS = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition resumed = lock.newCondition();
    private final Duration firstProbe;
    private final Duration lastProbe;
    private long resumptions;
    private boolean closed;

    /**
     * @param firstProbe how long after the hold to probe first; doubles each time
     * @param lastProbe longest time between probes
     */
    public HoldGate(Duration firstProbe, Duration lastProbe) {
        this.firstProbe = firstProbe;
        this.lastProbe = lastProbe;
    }

    /** Lets every waiting delivery try again at once. */
    public void resume() {
        lock.lock();
        try {
            resumptions++;
            resumed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waiting: the sink is stopping. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            resumed.signalAll();
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
        lock.lockInterruptibly();
        try {
            while (!closed && resumptions == ticket && nanos > 0) {
                nanos = resumed.awaitNanos(nanos);
            }
            if (closed) {
                throw new InterruptedException("the sink is stopping");
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

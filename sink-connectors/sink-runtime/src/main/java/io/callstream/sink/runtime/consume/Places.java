package io.callstream.sink.runtime.consume;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The places of those who send, and some who wait for one, so that a place is taken again in the moment in which it is left. Safe for
 * use by several threads.
 */
final class Places<T> {
    private final int size;
    private final int mostWaiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Deque<T> waiting = new ArrayDeque<>();
    private int taken;

    Places(int size, int mostWaiting) {
        this.size = size;
        this.mostWaiting = mostWaiting;
    }

    /** Whether a place is free; then nobody waits. */
    boolean free() {
        return taken() < size;
    }

    /** How many places are taken. */
    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Whether another may take a place, or wait for one. */
    boolean open() {
        lock.lock();
        try {
            return waiting.size() < mostWaiting;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it has a place now; it waits otherwise */
    boolean take(T comer) {
        lock.lock();
        try {
            if (taken == size) {
                waiting.add(comer);
                return false;
            }
            taken++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** @return who has the place now; null when nobody has waited and it is free */
    @Nullable T leave() {
        lock.lock();
        try {
            T next = waiting.poll();
            if (next == null) {
                taken--;
                empty.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Sends away who waits. @return all of them, in the order in which they came */
    List<T> sendAway() {
        lock.lock();
        try {
            List<T> gone = new ArrayList<>(waiting);
            waiting.clear();
            return gone;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no place is taken, or the time is up. */
    void awaitEmpty(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (taken > 0 && left > 0) {
                left = empty.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}

package io.callstream.spool;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that does a task again and again, at the latest after a pause, at once when woken. */
final class Worker implements AutoCloseable {
    private static final long JOIN_MILLIS = 10_000;

    private final String name;
    private final long pauseNanos;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    Worker(String name, long pauseMillis) {
        this.name = name;
        this.pauseNanos = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
    }

    void start(Runnable task) {
        Thread started = new Thread(() -> run(task), name);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Cheap: no more than a system call, and none when the thread is busy. */
    void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        stopping = true;
        Thread started = thread;
        if (started == null) {
            return;
        }
        wake();
        try {
            started.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Runnable task) {
        while (!stopping) {
            task.run();
            LockSupport.parkNanos(this, pauseNanos);
        }
    }
}

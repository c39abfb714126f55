package io.callstream.gateway.stage.hook;

import io.callstream.gateway.config.HooksConfig;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that hooks run on, so many and no more; no thread stays that has nothing to do. Safe for all threads. */
final class HookPool implements AutoCloseable {
    private static final long REST_SECONDS = 30;
    private static final long END_SECONDS = 2;

    private final ThreadPoolExecutor threads;

    HookPool(HooksConfig.Pool config) {
        threads = new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                REST_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.waiting()),
                named());
        threads.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory named() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "gateway-hooks-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** @throws RejectedExecutionException if no thread is free and too many wait */
    void execute(Runnable check) {
        threads.execute(check);
    }

    /** What waits is not to be run any more. */
    void remove(Runnable check) {
        threads.remove(check);
    }

    /** Interrupts what runs and waits a moment for its end. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

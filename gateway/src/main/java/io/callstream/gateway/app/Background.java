package io.callstream.gateway.app;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Threads for what may block or take long. */
final class Background {
    private static final long END_SECONDS = 10;

    private final ExecutorService names = Executors.newCachedThreadPool(work -> daemon(work, "names"));

    /** Resolves host names. */
    ExecutorService names() {
        return names;
    }

    /** Lets what has been begun end. */
    void close() {
        names.shutdown();
        try {
            if (!names.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                names.shutdownNow();
            }
        } catch (InterruptedException e) {
            names.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, "gateway-" + name);
        thread.setDaemon(true);
        return thread;
    }
}

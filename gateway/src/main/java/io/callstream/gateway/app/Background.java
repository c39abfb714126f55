package io.callstream.gateway.app;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what may block or take long; each ends when it has had nothing to do for a while. */
final class Background {
    private static final long END_SECONDS = 10;
    private static final long REST_SECONDS = 30;
    private static final int COUNTS_WAITING = 1024;
    private static final int REPORTS_WAITING = 64;
    private static final int READS_WAITING = 256;
    private static final int MANAGEMENT_WAITING = 256;
    private static final int CREDENTIALS_WAITING = 256;

    private final ExecutorService names = pool("names", 16, new SynchronousQueue<>());
    private final ExecutorService counting = pool("tokens", 1, new ArrayBlockingQueue<>(COUNTS_WAITING));
    private final ExecutorService reports = pool("reports", 1, new ArrayBlockingQueue<>(REPORTS_WAITING));
    private final ExecutorService reading = pool("requests", 2, new ArrayBlockingQueue<>(READS_WAITING));
    private final ExecutorService management = pool("management", 8, new ArrayBlockingQueue<>(MANAGEMENT_WAITING));
    private final ExecutorService credentials = pool("credentials", 4, new ArrayBlockingQueue<>(CREDENTIALS_WAITING));
    private final ExecutorService models = pool("models", 1, new LinkedBlockingQueue<>());
    private final ExecutorService bodies = pool("bodies", 1, new LinkedBlockingQueue<>());

    /** Resolves host names. */
    ExecutorService names() {
        return names;
    }

    /** Counts tokens; refuses what is too much. */
    ExecutorService counting() {
        return counting;
    }

    /** Writes bodies; the store bounds what waits. */
    ExecutorService bodies() {
        return bodies;
    }

    /** Reads what others report of their calls; refuses what is too much. */
    ExecutorService reports() {
        return reports;
    }

    /** Reads long requests; refuses what is too much. */
    ExecutorService reading() {
        return reading;
    }

    /** Answers the management API, which waits for Kafka; refuses what is too much. */
    ExecutorService management() {
        return management;
    }

    /** Takes models over that were made at run time; few wait. */
    ExecutorService models() {
        return models;
    }

    /** Fetches credentials of providers; refuses what is too much. */
    ExecutorService credentials() {
        return credentials;
    }

    /** Lets what has been begun end. */
    void close() {
        List<ExecutorService> all = List.of(names, counting, reports, reading, management, models, credentials, bodies);
        all.forEach(ExecutorService::shutdown);
        try {
            for (ExecutorService each : all) {
                end(each);
            }
        } catch (InterruptedException e) {
            all.forEach(ExecutorService::shutdownNow);
            Thread.currentThread().interrupt();
        }
    }

    private static void end(ExecutorService one) throws InterruptedException {
        if (!one.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
            one.shutdownNow();
        }
    }

    private static ExecutorService pool(String name, int threads, BlockingQueue<Runnable> waiting) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, REST_SECONDS, TimeUnit.SECONDS, waiting, work -> {
                    Thread thread = new Thread(work, "gateway-" + name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}

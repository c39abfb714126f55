package io.callstream.table;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the copies of tables that have changed, at most once a second each, on one thread. Safe for all threads. */
final class DiskCopies {
    private static final Logger log = LoggerFactory.getLogger(DiskCopies.class);
    private static final long DELAY_MILLIS = 1_000;
    private static final long END_SECONDS = 10;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "table-copies");
        daemon.setDaemon(true);
        return daemon;
    });

    /** One table's copy. */
    final class Copy {
        private final TableFile file;
        private final AtomicBoolean due = new AtomicBoolean();

        Copy(TableFile file) {
            this.file = file;
        }

        /** @param content of the table, which has changed and may go on changing */
        void changed(Map<String, byte[]> content) {
            if (due.compareAndSet(false, true)) {
                try {
                    thread.schedule(() -> write(content), DELAY_MILLIS, TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException e) {
                    log.debug("the table changed while it was being closed; the next start reads it from Kafka", e);
                }
            }
        }

        private void write(Map<String, byte[]> content) {
            due.set(false);
            try {
                file.write(content);
            } catch (IOException e) {
                log.error(
                        "a copy of a table cannot be written; without Kafka the next start knows older keys: {}",
                        e.toString());
            }
        }
    }

    /** What is due is written. */
    void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

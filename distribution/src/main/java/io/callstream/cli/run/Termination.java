package io.callstream.cli.run;

import java.util.concurrent.CountDownLatch;

/** Waits until the process is asked to end (SIGTERM, Ctrl-C), and closes what is running before it does. */
public final class Termination {
    private final CountDownLatch asked = new CountDownLatch(1);

    private Termination() {}

    /** From now on, a request to end closes these first. Call it before anything is started. */
    public static Termination closing(AutoCloseable running) {
        Termination termination = new Termination();
        Thread hook = new Thread(
                () -> {
                    termination.asked.countDown();
                    closeQuietly(running);
                },
                "callstream-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return termination;
    }

    /** Returns when the process was asked to end. */
    public void await() throws InterruptedException {
        asked.await();
    }

    private static void closeQuietly(AutoCloseable running) {
        try {
            running.close();
        } catch (Exception e) { // the process ends in any case; what is running logs its own trouble
            Thread.currentThread().interrupt();
        }
    }
}

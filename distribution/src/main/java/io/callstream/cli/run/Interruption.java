package io.callstream.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that was asked to end (SIGTERM, Ctrl-C) come to an orderly end and have an exit status of its own, which the process
 * would not have otherwise.
 */
public final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean orderly;

    private Interruption(Runnable stop, int exitCode) {
        this.hook = new Thread(
                () -> {
                    stop.run();
                    if (awaitEnd() && orderly) {
                        // Somebody else's end is under way, and only this gives it a status.
                        Runtime.getRuntime().halt(exitCode);
                    }
                },
                "callstream-interruption");
    }

    /**
     * From now on, a request to end asks the command to stop, and waits for it.
     *
     * @param stop returns at once; called by another thread
     * @param exitCode of the process, if the command then ends in order
     */
    public static Interruption stopping(Runnable stop, int exitCode) {
        Interruption interruption = new Interruption(stop, exitCode);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** The command has come to its end and said so. */
    public void orderly() {
        orderly = true;
    }

    private boolean awaitEnd() {
        try {
            return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook waits for exactly this.
        }
    }
}

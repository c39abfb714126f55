package io.callstream.cli.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Starts what gives way to the gateway in the same process: threads have the priority of the one that starts them. */
public final class LowPriority {
    private LowPriority() {}

    /**
     * Does it on a thread of low priority, and waits for it. The caller's thread is not lowered: without a privilege, that
     * could not be undone.
     *
     * @throws RuntimeException what {@code start} throws
     */
    public static <T> T start(Supplier<T> start) {
        CompletableFuture<T> started = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        started.complete(start.get());
                    } catch (RuntimeException | Error e) { // it is thrown again where the caller waits
                        started.completeExceptionally(e);
                    }
                },
                "start-services");
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        try {
            return started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}

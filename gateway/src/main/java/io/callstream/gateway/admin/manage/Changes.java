package io.callstream.gateway.admin.manage;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.table.TableUnavailableException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Changes of one thing by this gateway come one after the other, and each is waited for. Safe for all threads that may wait. */
final class Changes {
    private static final long PATIENCE_SECONDS = 30;
    private static final int LOCKS = 64;

    private final List<Lock> locks = IntStream.range(0, LOCKS)
            .<Lock>mapToObj(each -> new ReentrantLock())
            .toList();

    <T> T alone(String name, Supplier<T> work) {
        Lock lock = locks.get(Math.floorMod(name.hashCode(), LOCKS));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** @throws ManagementException 503 when it was not written, or nobody knows */
    static void await(CompletionStage<Void> written) {
        try {
            written.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TableUnavailableException unavailable) {
                throw unavailable(String.valueOf(unavailable.getMessage()));
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw unavailable("Kafka does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("the gateway is stopping.");
        }
    }

    private static ManagementException unavailable(String why) {
        return new ManagementException(new CallError(
                GatewayError.STATE_UNAVAILABLE,
                "The change was not written, or it is not known whether it was: " + why));
    }
}

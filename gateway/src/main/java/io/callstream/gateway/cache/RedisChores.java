package io.callstream.gateway.cache;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is done to Redis for an operator, who waits for it. Each says whether Redis did it. */
final class RedisChores {
    private static final int AT_ONCE = 500;

    private RedisChores() {}

    static boolean ping(RedisAsyncCommands<String, byte[]> commands, Duration patience) {
        try {
            return "PONG".equalsIgnoreCase(await(commands.ping(), patience));
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    static boolean remove(RedisAsyncCommands<String, byte[]> commands, List<String> keys, Duration patience) {
        try {
            if (!keys.isEmpty()) {
                await(commands.del(keys.toArray(String[]::new)), patience);
            }
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Those that begin so (without characters that mean something in a pattern); whatever else the server holds stays. */
    static boolean removeAll(RedisAsyncCommands<String, byte[]> commands, String beginning, Duration patience) {
        ScanArgs ours = ScanArgs.Builder.matches(beginning + "*").limit(AT_ONCE);
        try {
            ScanCursor cursor = ScanCursor.INITIAL;
            do {
                KeyScanCursor<String> found = await(commands.scan(cursor, ours), patience);
                if (!remove(commands, found.getKeys(), patience)) {
                    return false;
                }
                cursor = found;
            } while (!cursor.isFinished());
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static <T> T await(RedisFuture<T> future, Duration patience) throws ExecutionException, TimeoutException {
        try {
            return future.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }
}

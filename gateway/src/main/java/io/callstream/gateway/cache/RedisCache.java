package io.callstream.gateway.cache;

import io.callstream.gateway.config.RedisAddress;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers in Redis, where all gateways find them. While Redis is away, slow or out of its mind nothing is found, and
 * after a few failures nothing is asked for a while.
 */
public final class RedisCache implements AnswerCache {
    private static final String PREFIX = "callstream:";
    private static final Lookup NOTHING = new Lookup.Here(null);

    /** Answers on their way to Redis take no more than this. */
    private static final long MOST_BYTES_UNDER_WAY = 32 << 20;

    private final CacheCounters counters;
    private final CircuitBreaker breaker;
    private final RedisConnection connection;
    private final AtomicLong underWay = new AtomicLong();

    /** For a command that somebody waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** @param patience for one command */
    public RedisCache(RedisAddress address, Duration patience, Ticker ticker, CacheCounters counters) {
        this.counters = counters;
        this.breaker = new CircuitBreaker(ticker);
        this.connection = new RedisConnection(address, patience, breaker, counters::error);
    }

    @Override
    public Lookup find(AnswerKey key, EventExecutor executor) {
        RedisAsyncCommands<String, byte[]> commands = connection.commands();
        if (commands == null || !breaker.allows()) {
            return NOTHING;
        }
        Promise<Optional<KeptAnswer>> answer = executor.newPromise();
        commands.get(PREFIX + key.text())
                .whenComplete((bytes, wrong) -> complete(executor, answer, found(key, bytes, wrong)));
        return new Lookup.Later(answer);
    }

    private Optional<KeptAnswer> found(AnswerKey key, byte @Nullable [] bytes, @Nullable Throwable wrong) {
        if (wrong != null) {
            failed();
            return Optional.empty();
        }
        KeptAnswer answer = bytes == null ? null : AnswerFormat.read(key, bytes);
        if (bytes != null && answer == null) {
            failed();
        } else {
            breaker.succeeded();
        }
        return Optional.ofNullable(answer);
    }

    private static void complete(
            EventExecutor executor, Promise<Optional<KeptAnswer>> answer, Optional<KeptAnswer> found) {
        try {
            executor.execute(() -> answer.trySuccess(found));
        } catch (RejectedExecutionException e) {
            answer.tryFailure(e); // the loop is stopping, and the call with it
        }
    }

    @Override
    public void keep(AnswerKey key, KeptAnswer answer, Duration ttl) {
        RedisAsyncCommands<String, byte[]> commands = connection.commands();
        int weight = answer.weight();
        if (commands == null || underWay.get() + weight > MOST_BYTES_UNDER_WAY || !breaker.allows()) {
            return;
        }
        underWay.addAndGet(weight);
        commands.set(PREFIX + key.text(), AnswerFormat.write(key, answer), SetArgs.Builder.px(ttl.toMillis()))
                .whenComplete((done, wrong) -> {
                    underWay.addAndGet(-weight);
                    written(wrong);
                });
    }

    private void written(@Nullable Throwable wrong) {
        if (wrong == null) {
            counters.kept();
            breaker.succeeded();
        } else {
            failed();
        }
    }

    private void failed() {
        counters.error();
        breaker.failed();
        connection.drop();
    }

    @Override
    public boolean reachable() {
        return done(commands -> RedisChores.ping(commands, PATIENCE));
    }

    @Override
    public boolean remove(List<String> names) {
        List<String> keys = names.stream().map(name -> PREFIX + name).toList();
        return done(commands -> RedisChores.remove(commands, keys, PATIENCE));
    }

    @Override
    public boolean clear() {
        return done(commands -> RedisChores.removeAll(commands, PREFIX, PATIENCE));
    }

    private boolean done(Predicate<RedisAsyncCommands<String, byte[]>> chore) {
        RedisAsyncCommands<String, byte[]> commands = connection.commands();
        return commands != null && chore.test(commands);
    }

    @Override
    public void close() {
        connection.close();
    }
}

package io.callstream.gateway.credential;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials that are fetched when they are first needed and again some time before they end, by one thread at a time:
 * whoever needs them meanwhile uses those that still hold. Safe for use by several threads.
 */
public final class Renewed<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Renewed.class);
    /** Before their end; those that live shorter are fetched anew after half of their life. */
    private static final Duration AHEAD = Duration.ofMinutes(4);
    /** Clocks differ, and a request takes time to arrive. */
    private static final Duration SLACK = Duration.ofSeconds(10);
    /** How long those are used that do not say when they end: who writes new ones into a file wants them to be used. */
    private static final Duration UNSAID = Duration.ofMinutes(5);
    /** After a failure, while there are others that hold. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final String name;
    private final CredentialSource<T> source;
    private final Executor pool;
    private final Clock clock;
    private volatile @Nullable Held<T> held;
    private @Nullable CompletableFuture<T> fetching;

    private record Held<T>(Minted<T> minted, Instant renewAt) {
        boolean holds(Instant now) {
            Instant until = minted.until();
            return until == null || now.isBefore(until.minus(SLACK));
        }
    }

    /**
     * For one account.
     *
     * @param name of the account, for the log
     * @param pool where the source may block
     */
    public Renewed(String name, CredentialSource<T> source, Executor pool, Clock clock) {
        this.name = name;
        this.source = source;
        this.pool = pool;
        this.clock = clock;
    }

    /** What is to be used now; null when it has to be waited for. Other ones are fetched when it is time. */
    public @Nullable T now() {
        Held<T> current = held;
        Instant now = clock.instant();
        if (current == null || !current.holds(now)) {
            return null;
        }
        if (!now.isBefore(current.renewAt())) {
            fetch();
        }
        return current.minted().credentials();
    }

    /** What was fetched last, also when it has ended; null when nothing was. */
    public @Nullable T latest() {
        Held<T> current = held;
        return current == null ? null : current.minted().credentials();
    }

    /** What is to be used; fails with a {@link CredentialsException}. */
    public CompletionStage<T> get() {
        T current = now();
        return current == null ? fetch() : CompletableFuture.completedStage(current);
    }

    private synchronized CompletionStage<T> fetch() {
        CompletableFuture<T> under = fetching;
        if (under != null) {
            return under;
        }
        CompletableFuture<T> begun = new CompletableFuture<>();
        fetching = begun;
        try {
            pool.execute(() -> run(begun));
        } catch (RejectedExecutionException e) {
            failed(
                    begun,
                    new CredentialsException("too many accounts are waiting for credentials, or the gateway stops"));
        }
        return begun;
    }

    private void run(CompletableFuture<T> begun) {
        try {
            fetched(begun, source.fetch());
        } catch (CredentialsException e) {
            failed(begun, e);
        } catch (RuntimeException | Error e) {
            failed(begun, new CredentialsException("a fault of " + e.getClass().getName()));
            throw e;
        }
    }

    private void fetched(CompletableFuture<T> begun, Minted<T> minted) {
        held = new Held<>(minted, renewAt(minted.until(), clock.instant()));
        ended(begun);
        begun.complete(minted.credentials());
    }

    private static Instant renewAt(@Nullable Instant until, Instant now) {
        if (until == null) {
            return now.plus(UNSAID);
        }
        Duration left = Duration.between(now, until);
        Duration half = left.dividedBy(2);
        return until.minus(half.compareTo(AHEAD) < 0 ? half : AHEAD);
    }

    private void failed(CompletableFuture<T> begun, CredentialsException why) {
        LOG.warn("no credentials for {}: {}", name, why.getMessage());
        Held<T> old = held;
        if (old != null) {
            held = new Held<>(old.minted(), clock.instant().plus(AGAIN));
        }
        ended(begun);
        begun.completeExceptionally(why);
    }

    private synchronized void ended(CompletableFuture<T> begun) {
        if (fetching == begun) {
            fetching = null;
        }
    }
}

package io.callstream.gateway.credential;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The credentials of a process, by account: deployments of one account share them, also over changes of the configuration. */
public final class CredentialStore {
    private final Executor pool;
    private final Clock clock;
    private final Map<Object, Renewed<?>> byAccount = new ConcurrentHashMap<>();

    /** @param pool where sources may block */
    public CredentialStore(Executor pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    public Clock clock() {
        return clock;
    }

    /**
     * The credentials of an account.
     *
     * @param account equal for what is fetched from the same place as the same; of a class that only one kind of credentials has
     * @param name for the log
     * @param source makes the source, if the account is new
     */
    @SuppressWarnings("unchecked")
    public <T> Renewed<T> of(Object account, String name, Supplier<CredentialSource<T>> source) {
        return (Renewed<T>) byAccount.computeIfAbsent(account, key -> new Renewed<>(name, source.get(), pool, clock));
    }
}

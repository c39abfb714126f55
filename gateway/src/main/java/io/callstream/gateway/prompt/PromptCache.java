package io.callstream.gateway.prompt;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's way to prompts. A prompt that is known is given at once, and renewed in the background from half its time
 * on, so that one in use is never older than that time; one that nobody asked for in that time is asked for first. A source
 * that cannot be asked changes nothing: what it said last holds until it says something else. Only for that loop.
 */
public final class PromptCache {
    /** What a source has refused is believed for so long at most. */
    private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A source that could not be asked is left alone for so long. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Patience with a source when what it said some time ago is known. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int MOST_FLIGHTS = 256;

    private final PromptStore store;
    private final EventExecutor executor;
    private final Ticker ticker;
    private final Map<PromptKey, List<Promise<Fetched>>> flights = new HashMap<>();
    private final Map<PromptKey, Failure> failures = new HashMap<>();

    public PromptCache(PromptStore store, EventExecutor executor, Ticker ticker) {
        this.store = store;
        this.executor = executor;
        this.ticker = ticker;
    }

    /** A source that could not be asked for a prompt of which nothing is known. */
    private record Failure(Fetched.Failed said, long untilNanos) {}

    /**
     * What is known, if it may be used without waiting.
     *
     * @param ttlNanos how old a prompt may be while its source answers
     * @return null when {@link #fetch} is to be waited for
     */
    public @Nullable Fetched known(StoredPrompt prompt, long ttlNanos) {
        long now = ticker.nanoTime();
        KnownPrompt known = store.get(prompt.key());
        if (known == null) {
            Failure failure = failures.get(prompt.key());
            return failure != null && failure.untilNanos - now > 0 ? failure.said : null;
        }
        known.used(now);
        boolean refused = known.said() instanceof Fetched.Refused;
        long ttl = refused ? Math.min(ttlNanos, REFUSED_NANOS) : ttlNanos;
        long age = known.age(now);
        if (age >= ttl && !known.failing()) {
            return null;
        }
        if (age >= ttl / 2 && !refused || age >= ttl) {
            renew(prompt, known, now);
        }
        return known.said();
    }

    /** Asks the source, or waits with those who do; an answer from before comes when the source takes long. */
    public Future<Fetched> fetch(StoredPrompt prompt) {
        Promise<Fetched> promise = executor.newPromise();
        KnownPrompt known = store.get(prompt.key());
        if (known != null && known.said() instanceof Fetched.Found) {
            Future<?> patience =
                    executor.schedule(() -> tooLong(prompt, known, promise), PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            promise.addListener(done -> patience.cancel(false));
        }
        join(prompt, promise);
        return promise;
    }

    /** The next ones do not wait for it. */
    private void tooLong(StoredPrompt prompt, KnownPrompt known, Promise<Fetched> promise) {
        if (promise.trySuccess(known.said()) && store.get(prompt.key()) == known) {
            store.put(prompt.key(), known.failing(ticker.nanoTime() + PAUSE_NANOS));
        }
    }

    private void renew(StoredPrompt prompt, KnownPrompt known, long now) {
        if (!flights.containsKey(prompt.key()) && known.takeTurn(now, PAUSE_NANOS)) {
            join(prompt, executor.newPromise());
        }
    }

    private void join(StoredPrompt prompt, Promise<Fetched> promise) {
        List<Promise<Fetched>> waiting = flights.get(prompt.key());
        if (waiting != null) {
            waiting.add(promise);
        } else if (flights.size() >= MOST_FLIGHTS) {
            promise.setSuccess(new Fetched.Failed(new CallError(
                    GatewayError.OVERLOADED, "The gateway is fetching as many prompts at once as it can.")));
        } else {
            flights.put(prompt.key(), new ArrayList<>(List.of(promise)));
            long asked = ticker.nanoTime();
            prompt.fetch(said -> landed(prompt.key(), said, asked));
        }
    }

    private void landed(PromptKey key, Fetched said, long asked) {
        List<Promise<Fetched>> waiting = flights.remove(key);
        Fetched answer = said;
        if (said instanceof Fetched.Failed failed) {
            answer = failed(key, failed);
        } else {
            failures.remove(key);
            store.put(key, KnownPrompt.of(said, asked));
        }
        for (Promise<Fetched> each : waiting == null ? List.<Promise<Fetched>>of() : waiting) {
            each.trySuccess(answer);
        }
    }

    private Fetched failed(PromptKey key, Fetched.Failed said) {
        long now = ticker.nanoTime();
        KnownPrompt known = store.get(key);
        if (known != null) {
            store.put(key, known.failing(now + PAUSE_NANOS));
            return known.said();
        }
        failures.values().removeIf(each -> each.untilNanos - now <= 0);
        failures.put(key, new Failure(said, now + PAUSE_NANOS));
        return said;
    }
}

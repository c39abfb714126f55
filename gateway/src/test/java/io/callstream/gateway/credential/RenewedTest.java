package io.callstream.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.patience.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Credentials that a test lets end, and a pool that runs what a test says. */
class RenewedTest {
    private static final Instant START = Instant.parse("2026-11-27T03:00:00Z");

    private final Deque<Runnable> pool = new ArrayDeque<>();
    private final Deque<Minted<String>> next = new ArrayDeque<>();
    private final MovingClock clock = new MovingClock(START.toString());
    private final Renewed<String> credentials = new Renewed<>("account", this::fetch, pool::add, clock);
    private int fetched;

    private Minted<String> fetch() throws CredentialsException {
        fetched++;
        Minted<String> minted = next.poll();
        if (minted == null) {
            throw new CredentialsException("the token service is away");
        }
        return minted;
    }

    private void runPool() {
        while (!pool.isEmpty()) {
            pool.remove().run();
        }
    }

    private void minted(String value, Duration life) {
        next.add(new Minted<>(value, clock.instant().plus(life)));
    }

    private static String reason(CompletionStage<?> stage) {
        return stage.handle((value, failure) -> failure.getMessage())
                .toCompletableFuture()
                .join();
    }

    @Test
    void whoeverNeedsThemAtOnceWaitsForTheSameFetch() {
        minted("a", Duration.ofHours(1));
        CompletionStage<String> first = credentials.get();
        CompletionStage<String> second = credentials.get();
        assertThat(credentials.now()).isNull();
        runPool();

        assertThat(first.toCompletableFuture().join()).isEqualTo("a");
        assertThat(second.toCompletableFuture().join()).isEqualTo("a");
        assertThat(credentials.now()).isEqualTo("a");
        assertThat(fetched).isOne();
    }

    @Test
    void theyAreFetchedAheadOfTheirEndAndUsedMeanwhile() {
        minted("a", Duration.ofHours(1));
        credentials.get();
        runPool();
        clock.passes(Duration.ofMinutes(55));
        assertThat(credentials.now()).isEqualTo("a");
        assertThat(pool).isEmpty();

        clock.passes(Duration.ofMinutes(2));
        minted("b", Duration.ofHours(1));
        assertThat(credentials.now()).isEqualTo("a");
        assertThat(credentials.now()).isEqualTo("a");
        assertThat(pool).hasSize(1);
        runPool();
        assertThat(credentials.now()).isEqualTo("b");
    }

    @Test
    void thoseThatLiveAMomentAreFetchedAfterHalfOfIt() {
        minted("a", Duration.ofMinutes(2));
        credentials.get();
        runPool();
        clock.passes(Duration.ofSeconds(59));
        assertThat(credentials.now()).isEqualTo("a");
        assertThat(pool).isEmpty();
        clock.passes(Duration.ofSeconds(2));
        credentials.now();
        assertThat(pool).hasSize(1);
    }

    @Test
    void aFailureAheadOfTheEndIsTriedAgainAfterAWhile() {
        minted("a", Duration.ofHours(1));
        credentials.get();
        runPool();
        clock.passes(Duration.ofMinutes(57));
        credentials.now();
        runPool();
        assertThat(credentials.now()).isEqualTo("a");
        assertThat(pool).isEmpty();
        clock.passes(Duration.ofSeconds(31));
        credentials.now();
        assertThat(pool).hasSize(1);
    }

    @Test
    void withoutAnyTheReasonIsTold() {
        CompletionStage<String> waiting = credentials.get();
        runPool();
        assertThat(reason(waiting)).isEqualTo("the token service is away");

        minted("a", Duration.ofHours(1));
        CompletionStage<String> again = credentials.get();
        runPool();
        assertThat(again.toCompletableFuture().join()).isEqualTo("a");
    }

    @Test
    void thoseThatHaveEndedAreNotUsed() {
        minted("a", Duration.ofMinutes(10));
        credentials.get();
        runPool();
        clock.passes(Duration.ofMinutes(10));
        assertThat(credentials.now()).isNull();
        CompletionStage<String> waiting = credentials.get();
        runPool();
        assertThat(reason(waiting)).contains("away");
    }

    @Test
    void aFullPoolIsAReason() {
        Renewed<String> refused = new Renewed<>(
                "account",
                this::fetch,
                work -> {
                    throw new RejectedExecutionException();
                },
                clock);
        assertThat(reason(refused.get())).startsWith("too many accounts");
        assertThat(reason(refused.get())).as("nothing is left under way").startsWith("too many accounts");
    }

    @Test
    void whatWasFetchedLastIsKnownAlsoWhenItHasEnded() {
        assertThat(credentials.latest()).isNull();
        minted("a", Duration.ofMinutes(1));
        credentials.get();
        runPool();
        clock.passes(Duration.ofHours(1));

        assertThat(credentials.now()).isNull();
        assertThat(credentials.latest()).isEqualTo("a");
    }

    /** Clocks differ by some seconds: the last ten are not used. */
    @Test
    void theirLastTenSecondsAreNotUsed() {
        minted("a", Duration.ofMinutes(10));
        credentials.get();
        runPool();
        clock.passes(Duration.ofMinutes(10).minusSeconds(11));
        assertThat(credentials.now()).isEqualTo("a");
        clock.passes(Duration.ofSeconds(1));

        assertThat(credentials.now()).isNull();
    }

    @Test
    void aFaultOfTheSourceFailsWhoeverWaitsAndTheNextFetchIsAnother() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        Renewed<String> faulty = new Renewed<>(
                "account",
                () -> {
                    throw new IllegalStateException("with a secret in it");
                },
                tasks::add,
                clock);
        CompletionStage<String> waiting = faulty.get();

        assertThatThrownBy(() -> tasks.remove().run()).isInstanceOf(IllegalStateException.class);
        assertThat(reason(waiting)).isEqualTo("a fault of java.lang.IllegalStateException");
        faulty.get();
        assertThat(tasks).hasSize(1);
    }
}

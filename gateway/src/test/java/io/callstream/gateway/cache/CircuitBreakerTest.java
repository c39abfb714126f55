package io.callstream.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import org.junit.jupiter.api.Test;

/** Something that does not answer is left alone for longer and longer, and one call tries for all. */
class CircuitBreakerTest {
    private final MockTicker ticker = Ticker.newMockTicker();
    private final CircuitBreaker breaker = new CircuitBreaker(ticker);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }

    @Test
    void fourFailuresAreForgiven() {
        fail(4);

        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void afterFiveInARowNothingIsTriedForASecond() {
        fail(5);
        assertThat(breaker.allows()).isFalse();

        ticker.advanceMillis(999);
        assertThat(breaker.allows()).isFalse();

        ticker.advanceMillis(1);
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void oneCallTriesForAll() {
        fail(5);
        ticker.advanceMillis(1_000);

        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isFalse();

        ticker.advanceMillis(1_000); // whoever tried has said nothing
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void pausesDoubleUpToHalfAMinute() {
        fail(4);
        for (long pause : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
            breaker.failed();
            ticker.advanceMillis(pause - 1);
            assertThat(breaker.allows()).as("before %d ms", pause).isFalse();
            ticker.advanceMillis(1);
            assertThat(breaker.allows()).as("after %d ms", pause).isTrue();
        }
    }

    @Test
    void aSuccessForgivesAll() {
        fail(9);
        ticker.advanceMillis(30_000);
        breaker.succeeded();
        fail(4);

        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void whoIsHeardOfIsTriedAtOnce() {
        fail(10);
        assertThat(breaker.allows()).isFalse();

        breaker.tryNow();

        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isFalse();
    }
}

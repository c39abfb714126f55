package io.callstream.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    @Property(tries = 100)
    void theRateIsKeptHoweverOftenItIsAsked(
            @ForAll @DoubleRange(min = 1, max = 2_000) double rate,
            @ForAll @IntRange(min = 1, max = 25) int turnMillis) {
        AtomicLong now = new AtomicLong();
        RateLimit limit = new RateLimit(rate, now::get);
        long taken = 0;

        while (now.get() < 60 * SECOND) {
            while (limit.open()) {
                limit.admitted();
                taken++;
            }
            now.addAndGet(turnMillis * 1_000_000L);
        }

        assertThat(taken / 60.0).isBetween(rate * 0.95, rate * 1.05);
    }
}

package io.callstream.console.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RatesTest {
    private final AtomicLong now = new AtomicLong();
    private final Rates rates = new Rates(now::get);

    private double after(long seconds, long number) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        return rates.of("file", number);
    }

    @Test
    void aRateIsKnownAfterAWhile() {
        assertThat(after(0, 100)).isNegative();
        assertThat(after(1, 150)).isNegative();
        assertThat(after(4, 200)).isEqualTo(20);
        assertThat(after(1, 1_000)).as("looked at too soon again").isEqualTo(20);
        assertThat(after(9, 1_200)).isEqualTo(100);
    }

    @Test
    void aNumberThatFallsBeginsAnew() {
        after(0, 100);
        after(5, 200);
        assertThat(after(5, 0)).isNegative();
        assertThat(after(5, 50)).isEqualTo(10);
    }
}

package io.callstream.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnauthenticatedEventLimiterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    @DisplayName("Security 9: whoever has no key fills no more than so many bytes a day, however slowly")
    void bytesADayAreBounded() {
        UnauthenticatedEventLimiter budget = new UnauthenticatedEventLimiter(10, 5_000);

        long first = LongStream.range(0, 1_000)
                .filter(n -> budget.take(n * SECOND, 1_000))
                .count();
        long nextDay = LongStream.range(0, 1_000)
                .filter(n -> budget.take(Duration.ofDays(1).toNanos() + n * SECOND, 1_000))
                .count();

        assertThat(first).isEqualTo(5);
        assertThat(nextDay).isEqualTo(5);
        assertThat(budget.unrecorded()).isEqualTo(2 * 995);
    }

    @Test
    void eventsASecondAreBounded() {
        UnauthenticatedEventLimiter budget = new UnauthenticatedEventLimiter(10, Long.MAX_VALUE);

        assertThat(LongStream.range(0, 100).filter(n -> budget.take(n, 1)).count())
                .isEqualTo(10);
    }
}

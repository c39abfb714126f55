package io.callstream.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.testkit.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterHeaderTest {
    private final Clock clock = new ManualClock(Instant.parse("2026-11-20T12:00:00Z"));

    @Test
    void secondsAreSeconds() {
        assertThat(RetryAfterHeader.parse(" 120 ", clock)).contains(Duration.ofMinutes(2));
    }

    @Test
    void aDateIsTheTimeUntilThen() {
        assertThat(RetryAfterHeader.parse("Fri, 20 Nov 2026 12:00:30 GMT", clock))
                .contains(Duration.ofSeconds(30));
    }

    @Test
    void aDateThatHasPassedIsNoWait() {
        assertThat(RetryAfterHeader.parse("Thu, 19 Nov 2026 12:00:30 GMT", clock))
                .contains(Duration.ZERO);
    }

    @Test
    void aWaitOfDaysIsCutToAnHour() {
        assertThat(RetryAfterHeader.parse("999999", clock)).contains(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "Fri, 32 Nov 2026 12:00:30 GMT"})
    void whatCannotBeReadIsNoAdvice(String value) {
        assertThat(RetryAfterHeader.parse(value, clock)).isEmpty();
    }
}

package io.callstream.gateway.limit.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The time by both clocks, of which the calendar's is rarely looked at. */
class MomentsTest {
    private static final Instant START = Instant.parse("2026-03-28T23:59:59.950Z");

    private final Calendar calendar = new Calendar();
    private long nanos = Long.MAX_VALUE - Duration.ofMillis(30).toNanos(); // it may pass the largest number
    private final Moments moments = new Moments(() -> nanos, calendar);

    @Test
    void aMomentIsOfBothClocks() {
        Moment now = moments.now();

        assertThat(now.nanos()).isEqualTo(nanos);
        assertThat(now.wall()).isEqualTo(START);
    }

    @Test
    void theCalendarGoesOnWithTheOtherClock() {
        pass(Duration.ofMillis(60));

        assertThat(moments.now().wall()).isEqualTo(START.plusMillis(60)).isAfter(Instant.parse("2026-03-29T00:00:00Z"));
        assertThat(calendar.reads).isEqualTo(1);
    }

    @Test
    void aCalendarThatIsSetAnewIsSeenSoon() {
        calendar.now = START.plus(Duration.ofDays(1));
        pass(Duration.ofMillis(100));

        assertThat(moments.now().wall())
                .isEqualTo(START.plus(Duration.ofDays(1)).plusMillis(100));
    }

    @Test
    void itIsLookedAtTenTimesASecond() {
        for (int i = 0; i < 1_000; i++) {
            pass(Duration.ofMillis(1));
            moments.now();
        }

        assertThat(calendar.reads).isEqualTo(11);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        calendar.now = calendar.now.plus(time);
    }

    /** Set by hand. */
    private static final class Calendar extends Clock {
        private Instant now = START;
        private int reads;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            reads++;
            return now;
        }
    }
}

package io.callstream.gateway.patience;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that tests set. Only for one thread, or between what others do. */
public final class MovingClock extends Clock {
    private Instant now;

    public MovingClock(String now) {
        this.now = Instant.parse(now);
    }

    public void passes(Duration time) {
        now = now.plus(time);
    }

    public void is(String time) {
        now = Instant.parse(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

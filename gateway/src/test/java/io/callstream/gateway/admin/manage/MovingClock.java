package io.callstream.gateway.admin.manage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that tests set. */
final class MovingClock extends Clock {
    private Instant now;

    MovingClock(String now) {
        this.now = Instant.parse(now);
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    void is(String time) {
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

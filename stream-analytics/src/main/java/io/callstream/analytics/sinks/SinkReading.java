package io.callstream.analytics.sinks;

import java.time.Instant;
import java.util.Optional;

/**
 * How a sink was doing when it was last looked at.
 *
 * @param held whether it is held or has stopped, and somebody has to look
 * @param lag records that it has not delivered
 * @param oldest when Kafka got the oldest of them; empty when there is none, or no rule asks
 * @param reason why it is held; empty when it is not
 */
public record SinkReading(boolean held, long lag, Optional<Instant> oldest, String reason) {
    /** One that is not held. */
    static SinkReading lagging(long lag, Optional<Instant> oldest) {
        return new SinkReading(false, lag, oldest, "");
    }

    /** What its health page says, with the time that only Kafka knows. */
    SinkReading withOldest(Optional<Instant> time) {
        return new SinkReading(held, lag, time, reason);
    }
}

package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;

/**
 * Whether a second deployment is asked beside a slow one.
 *
 * @param after so much time without the first byte of an answer; zero for never
 */
public record HedgeConfig(Duration after) {
    public static final HedgeConfig OFF = new HedgeConfig(Duration.ZERO);

    static final Key<Duration> AFTER = Key.duration("after")
            .max("10m")
            .byDefault("0")
            .says(
                    "Time without the first byte of an answer after which another deployment of the model group is asked as well, once"
                            + " for each call; the first byte of either decides, and the other attempt is cancelled. 0 is never. Providers may"
                            + " charge for what is cancelled.");

    static HedgeConfig read(Section hedge) {
        return new HedgeConfig(hedge.get(AFTER));
    }

    public boolean off() {
        return after.isZero();
    }
}

package io.callstream.replay.run;

import java.util.OptionalLong;

/** How far the running sink is behind. */
@FunctionalInterface
public interface LiveLag {
    /** Records that it has not come to; empty while no copy of it runs, or nobody knows. Waits for Kafka. */
    OptionalLong records();
}

package io.callstream.sink.runtime.deliver;

import java.time.Duration;

/** How time passes between tries; a test lets it pass at once. */
@FunctionalInterface
public interface Pauses {
    /** @throws InterruptedException when the sink is stopping */
    void pause(Duration duration) throws InterruptedException;
}

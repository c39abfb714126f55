package io.callstream.sink.runtime.deliver;

import java.time.Duration;

/** Hears what happens between the first try and the last, for metrics and health; on the delivering thread. */
public interface EngineEvents {
    /** A request to the sink has ended, well or not. */
    void tried(int events, Duration took);

    /** The destination is away or busy; {@code attempt} tries of this batch have failed. */
    void waiting(String reason, int attempt);

    /** As {@link #waiting(String, int)}; the cause says for people what the reason, one of few words, does not. */
    default void waiting(String reason, String cause, int attempt) {
        waiting(reason, attempt);
    }

    /** Nothing can be delivered until somebody changes something. */
    void held(String reason);

    /** An event took the process with it too often, and is among the dead letters now. */
    void quarantined();

    /** The destination took events again. */
    void working();
}

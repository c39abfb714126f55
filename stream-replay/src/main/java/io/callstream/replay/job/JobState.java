package io.callstream.replay.job;

import java.util.Locale;

/** What a replay is doing. */
public enum JobState {
    /** A process delivers its events. */
    RUNNING,
    /** Nobody does, and some are left. */
    STOPPED,
    /** Every event has come to its end. */
    DONE,
    /** Nobody does, and nobody will. */
    CANCELLED;

    /** As it is written: {@code running}, ... */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more can come of the job. */
    public boolean over() {
        return this == DONE || this == CANCELLED;
    }
}

package io.callstream.console.replay;

import io.callstream.replay.job.JobState;
import io.callstream.replay.job.JobStatus;

/** A job, as the page lists it. */
public record JobLine(
        String job, String sink, String state, Counts counts, long total, String reason, String updatedAt) {
    /** How its events have ended. */
    public record Counts(long delivered, long skipped, long refused) {}

    static JobLine of(JobStatus status) {
        return new JobLine(
                status.job(),
                status.sink(),
                status.state().word(),
                new Counts(
                        status.tally().delivered(),
                        status.tally().skipped(),
                        status.tally().refused()),
                status.total(),
                status.reason(),
                status.updatedAt().toString());
    }

    /** From 0 to 100. */
    public int percent() {
        long done = counts.delivered() + counts.skipped() + counts.refused();
        return total == 0 ? 100 : (int) Math.min(100, 100 * done / total);
    }

    /** It is run, and does not get on; the reason says why. */
    public boolean waits() {
        return state.equals(JobState.RUNNING.word()) && !reason.isEmpty();
    }

    public boolean resumable() {
        return state.equals(JobState.STOPPED.word());
    }

    public boolean cancellable() {
        return resumable() || state.equals(JobState.RUNNING.word());
    }
}

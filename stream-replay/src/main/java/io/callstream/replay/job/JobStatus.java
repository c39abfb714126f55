package io.callstream.replay.job;

import io.callstream.sink.runtime.consume.Tally;
import java.time.Instant;

/**
 * How far a job has come.
 *
 * @param job its name
 * @param sink where it delivers
 * @param state what it is doing
 * @param tally how its events have ended so far
 * @param total how many it has
 * @param reason what keeps it, or ended it; empty when nothing does
 * @param updatedAt when this was said, by the clock of whoever said it
 */
public record JobStatus(
        String job, String sink, JobState state, Tally tally, long total, String reason, Instant updatedAt) {
    public JobStatus with(JobState other, String why) {
        return new JobStatus(job, sink, other, tally, total, why, updatedAt);
    }
}

package io.callstream.replay.run;

import io.callstream.replay.job.JobStatus;

/**
 * How a run of a job ended.
 *
 * @param status what its records say now
 * @param resumable whether it can be taken up again
 */
public record Outcome(JobStatus status, boolean resumable) {}

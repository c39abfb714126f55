package io.callstream.replay.run;

import io.callstream.replay.job.JobStatus;

/** Hears several times a second how far a job has come; on the thread that runs it. */
@FunctionalInterface
public interface ProgressListener {
    void progress(JobStatus status);
}

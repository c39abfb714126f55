package io.callstream.replay.run;

import io.callstream.replay.job.Job;
import io.callstream.replay.job.JobLog;
import io.callstream.replay.job.JobStatus;
import io.callstream.replay.plan.ReplayRefusedException;
import java.time.Duration;
import java.time.Instant;

/** Makes sure that one process at a time runs a job. For one thread. */
final class JobClaim {
    /** The last look is behind the end of a lease that began when the first was taken. */
    private static final int LOOKS = 20;

    private static final Duration BETWEEN = Job.LEASE.dividedBy(LOOKS - 4);

    private final JobLog log;
    private final String runner;
    private final Sleeper sleeper;

    JobClaim(JobLog log, String runner, Sleeper sleeper) {
        this.log = log;
        this.runner = runner;
        this.sleeper = sleeper;
    }

    /** How time passes; a test lets it pass at once. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * Takes the job, at the latest when the lease of a process has passed that was killed.
     *
     * @param status what the job's records are to say from now on
     * @throws ReplayRefusedException if another process runs it
     */
    void take(JobStatus status) throws InterruptedException {
        log.refresh();
        Instant heardAt = log.job(status.job()).heardAt();
        for (int look = 0; look < LOOKS; look++) {
            log.write(status, runner, true);
            log.refresh();
            Job job = log.job(status.job());
            if (job.belongsTo(runner)) {
                return;
            }
            if (!job.heardAt().equals(heardAt)) {
                break;
            }
            sleeper.sleep(BETWEEN);
        }
        throw new ReplayRefusedException(
                "job " + status.job() + " runs already (see: callstream replay status " + status.job() + ")");
    }
}

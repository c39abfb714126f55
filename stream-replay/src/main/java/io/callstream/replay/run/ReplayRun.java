package io.callstream.replay.run;

import io.callstream.reader.ReadFailedException;
import io.callstream.replay.job.Job;
import io.callstream.replay.job.JobLog;
import io.callstream.replay.job.JobState;
import io.callstream.replay.job.JobStatus;
import io.callstream.replay.plan.ReplayPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One process's run of a job, from the claim to the end. {@link #stop} may be called by any thread, the rest by one. */
final class ReplayRun {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final ReplayPlan plan;
    private final JobLog log;
    private final String runner;
    private final ProgressListener listener;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Instant lastHeartbeat = Instant.MIN;

    /** @param runner names this process; no other has the name */
    ReplayRun(ReplayPlan plan, JobLog log, String runner, ProgressListener listener, Clock clock) {
        this.plan = plan;
        this.log = log;
        this.runner = runner;
        this.listener = listener;
        this.clock = clock;
    }

    /** Ends it soon, so that it can be taken up again. */
    void stop() {
        stopping.countDown();
    }

    /** Sees the delivery to its end. Closes it. */
    Outcome run(Delivering delivering) throws InterruptedException {
        Optional<JobState> end = Optional.empty();
        try (delivering) {
            while (end.isEmpty() && !delivering.over()) {
                if (stopping.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                    end = Optional.of(JobState.STOPPED);
                } else {
                    tell(status(delivering, JobState.RUNNING));
                    end = ordered();
                }
            }
        }
        return ended(delivering, end);
    }

    private void tell(JobStatus status) {
        listener.progress(status);
        if (!clock.instant().isBefore(lastHeartbeat.plus(HEARTBEAT))) {
            lastHeartbeat = clock.instant();
            log.heartbeat(status, runner);
        }
    }

    /** What others want of it: that it ends, or that it leaves the job to a process that has taken it. */
    private Optional<JobState> ordered() {
        log.poll();
        Job job = log.job(plan.job().text());
        if (job.cancelAsked()) {
            return Optional.of(JobState.CANCELLED);
        }
        return job.belongsTo(runner) ? Optional.empty() : Optional.of(JobState.STOPPED);
    }

    private Outcome ended(Delivering delivering, Optional<JobState> ordered) {
        JobState state = delivering.complete() ? JobState.DONE : ordered.orElse(JobState.STOPPED);
        JobStatus status = noted(status(delivering, state));
        listener.progress(status);
        return new Outcome(
                status,
                status.state() == JobState.STOPPED && delivering.failure().isEmpty());
    }

    /** An end that cannot be written down is none: whoever takes the job up finds that nothing is left. */
    private JobStatus noted(JobStatus status) {
        try {
            log.poll();
            if (!log.job(status.job()).belongsTo(runner)) {
                return status.with(JobState.STOPPED, "another process has taken the job over");
            }
            log.write(status, runner, false);
            return status;
        } catch (ReadFailedException e) {
            return status.with(JobState.STOPPED, String.valueOf(e.getMessage()));
        }
    }

    private JobStatus status(Delivering delivering, JobState state) {
        return new JobStatus(
                plan.job().text(),
                plan.sink(),
                state,
                delivering.tally(),
                delivering.total(),
                delivering.failure().orElse(state == JobState.RUNNING ? delivering.trouble() : ""),
                clock.instant());
    }
}

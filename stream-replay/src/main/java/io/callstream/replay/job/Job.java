package io.callstream.replay.job;

import io.callstream.replay.plan.ReplayPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a job, from the records of its topic in their order. Who runs it follows from them alone, so that all readers
 * agree: a process may take a job over that is not running, or whose process has said nothing for the length of a lease. Times are
 * those at which Kafka got the records, so no two machines' clocks are compared.
 *
 * @param status what its process said last
 * @param runner the process
 * @param heardAt when it was last heard of
 * @param cancelAsked whether somebody wants it to end for good
 */
public record Job(
        Optional<ReplayPlan> plan,
        Optional<JobStatus> status,
        Optional<String> runner,
        Instant heardAt,
        boolean cancelAsked) {
    /** How long a process may be silent before another one may take its job. It speaks every second. */
    public static final Duration LEASE = Duration.ofSeconds(8);

    static final Job UNKNOWN = new Job(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, false);

    /** Whether a process is at work, as far as its records say. */
    public boolean running() {
        return status.map(JobStatus::state).orElse(JobState.STOPPED) == JobState.RUNNING;
    }

    /** Whether this process runs it. */
    public boolean belongsTo(String process) {
        return runner.filter(process::equals).isPresent();
    }

    /** @param at when Kafka got the record */
    Job after(JobEntry entry, Instant at) {
        if (entry instanceof JobEntry.Planned planned) {
            return new Job(Optional.of(planned.plan()), status, runner, heardAt, cancelAsked);
        }
        if (entry instanceof JobEntry.CancelAsked) {
            return new Job(plan, status, runner, heardAt, true);
        }
        JobEntry.Said said = (JobEntry.Said) entry;
        boolean free = !running() || !at.isBefore(heardAt.plus(LEASE));
        if (belongsTo(said.runner()) || said.claim() && free || runner.isEmpty()) {
            return new Job(plan, Optional.of(said.status()), Optional.of(said.runner()), at, cancelAsked);
        }
        return this;
    }
}

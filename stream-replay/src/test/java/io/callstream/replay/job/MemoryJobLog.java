package io.callstream.replay.job;

import io.callstream.replay.plan.ReplayPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The log of jobs in memory, with a clock that a test moves; other processes speak through {@link #other}. */
public final class MemoryJobLog implements JobLog {
    private static final String SOMEBODY = "somebody else";

    private final Jobs jobs = new Jobs();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Another process says so. */
    public void other(JobStatus status, boolean claim) {
        write(status, SOMEBODY, claim);
    }

    @Override
    public void refresh() {}

    @Override
    public void poll() {}

    @Override
    public Job job(String name) {
        return jobs.job(name);
    }

    @Override
    public Map<String, Job> jobs() {
        return jobs.all();
    }

    @Override
    public void write(ReplayPlan plan) {
        jobs.add(new JobEntry.Planned(plan), now);
    }

    @Override
    public void write(JobStatus status, String runner, boolean claim) {
        jobs.add(new JobEntry.Said(status, runner, claim), now);
    }

    @Override
    public void heartbeat(JobStatus status, String runner) {
        write(status, runner, false);
    }

    @Override
    public void askToCancel(String job) {
        jobs.add(new JobEntry.CancelAsked(job), now);
    }

    @Override
    public void close() {}
}

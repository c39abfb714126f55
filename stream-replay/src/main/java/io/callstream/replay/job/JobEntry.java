package io.callstream.replay.job;

import io.callstream.replay.plan.ReplayPlan;

/** A record of the topic of jobs. */
sealed interface JobEntry {
    String job();

    /** A job was planned. */
    record Planned(ReplayPlan plan) implements JobEntry {
        @Override
        public String job() {
            return plan.job().text();
        }
    }

    /**
     * How far it has come, said by the process that runs it.
     *
     * @param runner names the process
     * @param claim whether the process asks to be the one that runs the job
     */
    record Said(JobStatus status, String runner, boolean claim) implements JobEntry {
        @Override
        public String job() {
            return status.job();
        }
    }

    /** Somebody wants it to end for good. */
    record CancelAsked(String job) implements JobEntry {}
}

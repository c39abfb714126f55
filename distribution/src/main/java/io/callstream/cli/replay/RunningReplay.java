package io.callstream.cli.replay;

import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.run.Interruption;
import io.callstream.cli.terminal.Terminals;
import io.callstream.replay.job.JobState;
import io.callstream.replay.job.JobStatus;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.run.Outcome;
import io.callstream.replay.run.ProgressListener;
import io.callstream.replay.run.ReplayJobs;
import java.io.PrintWriter;
import java.time.Clock;

/** Runs a replay in the foreground: shows how far it has come, stops it in order, and says how it ended. */
final class RunningReplay {
    private final ReplayJobs jobs;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final Clock clock;

    /** @param json whether nothing but JSON is to stand in the output: progress then goes to the errors */
    RunningReplay(ReplayJobs jobs, PrintWriter out, PrintWriter err, boolean json, Clock clock) {
        this.jobs = jobs;
        this.out = out;
        this.err = err;
        this.json = json;
        this.clock = clock;
    }

    /** Starts a replay, or takes one up. */
    interface Start {
        Outcome run(ProgressListener listener) throws InterruptedException;
    }

    /** @return the exit status */
    int run(ReplayPlan plan, Start start) throws InterruptedException {
        PrintWriter told = json ? err : out;
        told.printf("job %s: %,d events to sink %s%n", plan.job(), plan.counts().total(), plan.sink());
        told.flush();
        Terminals terminals = Terminals.ofProcess();
        boolean terminal = json ? terminals.error() : terminals.output();
        ProgressView view = new ProgressView(told, terminal ? terminals.width() : 0, clock);
        try (Interruption interruption = Interruption.stopping(jobs::stop, ExitCode.STOPPED)) {
            Outcome outcome = start.run(view);
            view.end();
            say(outcome);
            interruption.orderly();
            return exitCode(outcome);
        }
    }

    private void say(Outcome outcome) {
        JobStatus status = outcome.status();
        if (json) {
            out.println(StatusText.json(status));
        } else {
            out.println(sentence(outcome));
        }
        out.flush();
    }

    private static String sentence(Outcome outcome) {
        JobStatus status = outcome.status();
        String counts = String.format(
                "%s: %,d delivered, %,d skipped, %,d refused of %,d",
                status.state().word(),
                status.tally().delivered(),
                status.tally().skipped(),
                status.tally().refused(),
                status.total());
        String refused = status.tally().refused() > 0
                ? "; those refused are dead letters: callstream dlq list " + status.sink()
                : "";
        String resume = outcome.resumable() ? "; go on with: callstream replay resume " + status.job() : "";
        return counts + refused + (status.reason().isEmpty() ? "" : "; " + status.reason()) + resume;
    }

    private static int exitCode(Outcome outcome) {
        JobStatus status = outcome.status();
        if (status.state() == JobState.DONE) {
            return status.tally().refused() == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
        return outcome.resumable() || status.state() == JobState.CANCELLED ? ExitCode.STOPPED : ExitCode.FAILED;
    }
}

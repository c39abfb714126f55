package io.callstream.replay.run;

import io.callstream.replay.job.Job;
import io.callstream.replay.job.JobLog;
import io.callstream.replay.job.JobState;
import io.callstream.replay.job.JobStatus;
import io.callstream.replay.job.KafkaJobLog;
import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.plan.ReplayRefusedException;
import io.callstream.settings.KafkaSettings;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.consume.Tally;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts replays, takes them up again, and tells from anywhere how they are doing: all that is known of a job lies in Kafka. For one
 * thread, except {@link #stop}.
 */
public final class ReplayJobs implements AutoCloseable {
    private static final Duration SETTLED = Duration.ofMillis(500);
    private static final Duration LONG_AGO = Duration.ofMinutes(2);
    private static final int LOOKS = 20;

    private final JobLog log;
    private final Conditions conditions;
    private final Clock clock;
    private final String runner = UUID.randomUUID().toString();
    private volatile @Nullable ReplayRun running;
    private volatile boolean stopped;

    /** @param log closed with this */
    ReplayJobs(JobLog log, Conditions conditions, Clock clock) {
        this.log = log;
        this.conditions = conditions;
        this.clock = clock;
    }

    /** @throws io.callstream.reader.ReadFailedException if Kafka does not answer */
    public static ReplayJobs on(KafkaSettings kafka, Conditions conditions, Clock clock) {
        return new ReplayJobs(KafkaJobLog.open(kafka), conditions, clock);
    }

    /**
     * Carries a plan out, and returns when it has ended.
     *
     * @param options of the sink that the plan names
     * @throws ReplayRefusedException if there is a job of that name
     */
    public Outcome start(ReplayPlan plan, SinkRunnerOptions options, ProgressListener listener)
            throws InterruptedException {
        log.refresh();
        if (log.job(plan.job().text()).plan().isPresent()) {
            throw new ReplayRefusedException(
                    "there is a job " + plan.job() + " already (take it up with: callstream replay" + " resume "
                            + plan.job() + ", or choose another --job)");
        }
        new JobClaim(log, runner, ReplayJobs::sleep).take(beginning(plan));
        log.write(plan);
        return run(plan, options, listener);
    }

    /**
     * The plan of a job that is to be taken up again.
     *
     * @throws ReplayRefusedException if there is no such job, or nothing is left of it
     */
    public ReplayPlan unfinished(String job) {
        Job known = known(job);
        JobState state = state(known);
        if (state.over()) {
            throw new ReplayRefusedException("job " + job + " is " + state.word() + ", nothing is left of it");
        }
        return known.plan().orElseThrow();
    }

    /** As {@link #start}, for a plan that {@link #unfinished} gave. */
    public Outcome resume(ReplayPlan plan, SinkRunnerOptions options, ProgressListener listener)
            throws InterruptedException {
        Tally before = log.job(plan.job().text()).status().map(JobStatus::tally).orElse(Tally.NONE);
        JobStatus beginning = beginning(plan);
        new JobClaim(log, runner, ReplayJobs::sleep)
                .take(new JobStatus(
                        beginning.job(),
                        beginning.sink(),
                        beginning.state(),
                        before,
                        beginning.total(),
                        "",
                        beginning.updatedAt()));
        return run(plan, options, listener);
    }

    private JobStatus beginning(ReplayPlan plan) {
        return new JobStatus(
                plan.job().text(),
                plan.sink(),
                JobState.RUNNING,
                Tally.NONE,
                plan.counts().total(),
                "",
                clock.instant());
    }

    private Outcome run(ReplayPlan plan, SinkRunnerOptions options, ProgressListener listener)
            throws InterruptedException {
        ReplayRun run = new ReplayRun(plan, log, runner, listener, clock);
        running = run;
        if (stopped) {
            // stop() came before it could see this run.
            run.stop();
        }
        return run.run(Deliveries.start(plan, options, conditions));
    }

    /** Ends the run under way soon, so that it can be taken up again; from any thread. */
    public void stop() {
        stopped = true;
        ReplayRun run = running;
        if (run != null) {
            run.stop();
        }
    }

    /**
     * How a job is doing. Waits for the next word of the process that runs it, a second or so; one that says nothing for some seconds is
     * gone, and its job stopped.
     *
     * @throws ReplayRefusedException if there is no such job
     */
    public JobStatus status(String job) throws InterruptedException {
        Job before = known(job);
        Job known = before;
        for (int look = 0; look < LOOKS && known.running() && !longAgo(known); look++) {
            sleep(SETTLED);
            known = known(job);
            if (!known.heardAt().equals(before.heardAt())) {
                return status(known, state(known));
            }
        }
        return status(known, known.running() ? ended(known) : state(known));
    }

    /** Whether it would be in vain to wait for a word, even if the clocks of this machine and of Kafka differ. */
    private boolean longAgo(Job job) {
        return job.heardAt().plus(LONG_AGO).isBefore(clock.instant());
    }

    /** All jobs that are known, as their records have them. */
    public List<JobStatus> all() {
        log.refresh();
        return log.jobs().values().stream()
                .filter(job -> job.status().isPresent())
                .map(job -> status(job, state(job)))
                .toList();
    }

    /**
     * Ends a job for good, and waits some seconds for the process that runs it.
     *
     * @throws ReplayRefusedException if there is no such job, or it is over
     */
    public JobStatus cancel(String job) throws InterruptedException {
        unfinished(job);
        log.askToCancel(job);
        Job known = known(job);
        for (int look = 0; look < LOOKS && known.running(); look++) {
            sleep(SETTLED);
            known = known(job);
        }
        return status(known, known.running() ? ended(known) : state(known));
    }

    private Job known(String job) {
        log.refresh();
        Job known = log.job(job);
        if (known.plan().isEmpty()) {
            throw new ReplayRefusedException("there is no job " + job + " (see: callstream replay status)");
        }
        return known;
    }

    /** What its last words come to when nobody runs it. */
    private static JobState state(Job job) {
        JobState said = job.status().map(JobStatus::state).orElse(JobState.STOPPED);
        return said == JobState.STOPPED ? ended(job) : said;
    }

    private static JobState ended(Job job) {
        return job.cancelAsked() ? JobState.CANCELLED : JobState.STOPPED;
    }

    private static JobStatus status(Job job, JobState state) {
        Optional<JobStatus> said = job.status();
        return said.map(status -> status.with(state, status.reason())).orElseThrow();
    }

    private static void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    @Override
    public void close() {
        log.close();
    }
}

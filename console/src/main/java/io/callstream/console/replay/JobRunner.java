package io.callstream.console.replay;

import io.callstream.replay.job.JobStatus;
import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.run.ReplayJobs;
import io.callstream.settings.KafkaSettings;
import io.callstream.sink.runtime.SinkRunnerOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries jobs out, each on a thread of its own, and tells how all of them are doing, wherever they run. When the console ends its jobs
 * stop, and can be taken up again from anywhere. Safe for use by several threads.
 */
public final class JobRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    private static final long JOIN_MILLIS = 10_000;

    private final KafkaSettings kafka;
    private final Conditions conditions;
    private final Clock clock;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    public JobRunner(KafkaSettings kafka, Conditions conditions, Clock clock) {
        this.kafka = kafka;
        this.conditions = conditions;
        this.clock = clock;
    }

    private record Running(ReplayJobs jobs, Thread thread) {}

    private interface Work {
        void run(ReplayJobs jobs) throws InterruptedException;
    }

    void start(ReplayPlan plan, SinkRunnerOptions options) {
        work(plan.job().text(), jobs -> jobs.start(plan, options, status -> {}));
    }

    /** @throws io.callstream.replay.plan.ReplayRefusedException if there is no such job, or nothing is left of it */
    void resume(String job, java.util.function.Function<String, SinkRunnerOptions> options) {
        ReplayPlan plan;
        try (ReplayJobs jobs = open()) {
            plan = jobs.unfinished(job);
        }
        SinkRunnerOptions sink = options.apply(plan.sink());
        work(job, jobs -> jobs.resume(plan, sink, status -> {}));
    }

    private void work(String job, Work work) {
        ReplayJobs jobs = open();
        Thread thread = new Thread(() -> run(job, jobs, work), "console-replay-" + job);
        thread.setDaemon(true);
        running.put(job, new Running(jobs, thread));
        thread.start();
    }

    private void run(String job, ReplayJobs jobs, Work work) {
        try (jobs) {
            work.run(jobs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // whoever looks sees the job stopped; the reason stands in the log
            log.warn("replay ended: job={} error={}", job, e.toString());
        } finally {
            running.remove(job);
        }
    }

    private ReplayJobs open() {
        return ReplayJobs.on(kafka, conditions, clock);
    }

    /** All that are known, the latest first. */
    List<JobStatus> all() {
        try (ReplayJobs jobs = open()) {
            return jobs.all().stream()
                    .sorted(java.util.Comparator.comparing(JobStatus::updatedAt).reversed())
                    .toList();
        }
    }

    JobStatus cancel(String job) throws InterruptedException {
        try (ReplayJobs jobs = open()) {
            return jobs.cancel(job);
        }
    }

    @Override
    public void close() {
        running.values().forEach(each -> each.jobs().stop());
        for (Running each : running.values()) {
            try {
                each.thread().join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

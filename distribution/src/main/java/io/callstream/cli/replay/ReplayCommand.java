package io.callstream.cli.replay;

import io.callstream.cli.config.Connections;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.UserError;
import io.callstream.reader.TopicConsumers;
import io.callstream.replay.job.JobStatus;
import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.PlanJson;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.plan.ReplayPlanner;
import io.callstream.replay.plan.ReplayRequest;
import io.callstream.replay.run.DryRun;
import io.callstream.replay.run.ReplayJobs;
import io.callstream.sink.runtime.SinkDescription;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.consume.Tally;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callstream replay}, and {@code callstream replay resume|status|cancel JOB}. */
@Command(
        name = "replay",
        description = {
            "Deliver past events to a sink again, beside the running one and as it does.",
            "Exit status: 0 everything delivered, 1 something refused, 2 wrong usage, 3 stopped and to be resumed."
        },
        synopsisSubcommandLabel = "[resume|status|cancel JOB]")
public final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock = Clock.systemUTC();

    @Option(names = "--sink", paramLabel = "NAME", description = "The sink whose destination gets the events.")
    private @Nullable String sink;

    @Mixin
    private SinkOptions with = new SinkOptions();

    @Mixin
    private RequestOptions what = new RequestOptions();

    @Option(names = "--plan", description = "Only say what would be delivered.")
    private boolean planOnly;

    @Option(
            names = "--dry-run",
            description = "Only read the events, as the sink would, and say what would become of them.")
    private boolean dryRun;

    @Option(names = "--json", description = "Plan and end as one JSON object each.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (sink == null) {
            throw new UserError("which sink? (--sink NAME, or replay resume|status|cancel JOB)");
        }
        if (planOnly && dryRun) {
            throw new UserError("--plan and --dry-run: which one? (--dry-run says more, and reads more)");
        }
        SecureRandom random = new SecureRandom();
        ReplayRequest request = what.request(clock, random);
        SinkRunnerOptions options = with.of(sink);
        SinkDescription description = SinkDescription.read(options);
        Conditions conditions = new SqlConditions(with.connections());
        ReplayPlan plan = new ReplayPlanner(new TopicConsumers(description.kafka()), conditions, clock)
                .plan(request, sink, description);
        if (dryRun) {
            Tally tally = new DryRun(new TopicConsumers(description.kafka()), conditions).run(plan, options);
            out().println(json ? PlanText.json(plan, tally) : PlanText.sentence(plan, tally));
            return tally.refused() == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
        if (planOnly) {
            show(plan, description);
            return ExitCode.OK;
        }
        try (ReplayJobs jobs = jobs(with)) {
            return running(jobs).run(plan, listener -> jobs.start(plan, options, listener));
        }
    }

    private ReplayJobs jobs(SinkOptions sinks) {
        Connections connections = sinks.connections();
        return ReplayJobs.on(connections.kafka(), new SqlConditions(connections), clock);
    }

    private void show(ReplayPlan plan, SinkDescription description) {
        if (json) {
            out().println(PlanJson.of(plan));
        } else {
            PlanText.print(plan, description.policy(), out());
        }
    }

    private RunningReplay running(ReplayJobs jobs) {
        return new RunningReplay(jobs, out(), spec.commandLine().getErr(), json, clock);
    }

    @Command(name = "resume", description = "Take up a replay that was stopped or killed.")
    int resume(
            @Parameters(paramLabel = "JOB", description = "The replay's name.") String job,
            @Mixin SinkOptions sinks,
            @Option(names = "--json", description = "The end as one JSON object.") boolean asJson)
            throws InterruptedException {
        try (ReplayJobs jobs = jobs(sinks)) {
            ReplayPlan plan = jobs.unfinished(job);
            return new RunningReplay(jobs, out(), spec.commandLine().getErr(), asJson, clock)
                    .run(plan, listener -> jobs.resume(plan, sinks.of(plan.sink()), listener));
        }
    }

    @Command(name = "status", description = "Say how a replay is doing, or all there are.")
    int status(
            @Parameters(arity = "0..1", paramLabel = "JOB", description = "The replay's name.") @Nullable String job,
            @Mixin SinkOptions sinks,
            @Option(names = "--json", description = "As JSON.") boolean asJson)
            throws InterruptedException {
        try (ReplayJobs jobs = jobs(sinks)) {
            if (job != null) {
                show(jobs.status(job), asJson);
            } else if (asJson) {
                out().println(StatusText.json(jobs.all()));
            } else {
                StatusText.print(jobs.all(), out());
            }
        }
        return ExitCode.OK;
    }

    @Command(name = "cancel", description = "End a replay for good.")
    int cancel(
            @Parameters(paramLabel = "JOB", description = "The replay's name.") String job,
            @Mixin SinkOptions sinks,
            @Option(names = "--json", description = "As JSON.") boolean asJson)
            throws InterruptedException {
        try (ReplayJobs jobs = jobs(sinks)) {
            show(jobs.cancel(job), asJson);
        }
        return ExitCode.OK;
    }

    private void show(JobStatus status, boolean asJson) {
        if (asJson) {
            out().println(StatusText.json(status));
        } else {
            StatusText.print(status, out());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

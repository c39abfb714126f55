package io.callstream.console.replay;

import io.callstream.console.sinks.SinkAccess;
import io.callstream.console.web.Exchange;
import io.callstream.console.web.Json;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import io.callstream.console.web.WebException;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.ReadRequestException;
import io.callstream.reader.TopicConsumers;
import io.callstream.replay.job.JobStatus;
import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.plan.ReplayPlanner;
import io.callstream.replay.plan.ReplayRefusedException;
import io.callstream.settings.SettingsException;
import io.callstream.sink.runtime.SinkDescription;
import io.callstream.sink.runtime.SinkRunnerOptions;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** {@code /replay}: plan one, start it, and see how it does. */
public final class ReplayPages {
    private static final int MOST_PLANS = 100;

    private final SinkAccess sinks;
    private final Supplier<Set<String>> inUse;
    private final Conditions conditions;
    private final JobRunner runner;
    private final Pages pages;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, ReplayPlan> plans = new ConcurrentHashMap<>();

    /** @param inUse the names of sinks that read here */
    public ReplayPages(
            SinkAccess sinks,
            Supplier<Set<String>> inUse,
            Conditions conditions,
            JobRunner runner,
            Pages pages,
            Clock clock,
            RandomGenerator random) {
        this.sinks = sinks;
        this.inUse = inUse;
        this.conditions = conditions;
        this.runner = runner;
        this.pages = pages;
        this.clock = clock;
        this.random = random;
    }

    public List<Route> routes() {
        return List.of(
                Route.adminGet("/replay", this::page),
                Route.adminGet("/replay-jobs", exchange -> jobs("")),
                Route.post("/replay/plan", this::plan),
                Route.post("/replay/jobs/{job}/start", exchange -> refusing(() -> start(exchange))),
                Route.post("/replay/jobs/{job}/resume", exchange -> refusing(() -> resume(exchange))),
                Route.post("/replay/jobs/{job}/cancel", exchange -> refusing(() -> cancel(exchange))),
                Route.adminGet("/api/replay", exchange -> Json.reply(Json.tree(lines()))));
    }

    private interface Refusing {
        Reply answer() throws InterruptedException;
    }

    /** What cannot be done is said to whoever asked. */
    private static Reply refusing(Refusing work) throws InterruptedException {
        try {
            return work.answer();
        } catch (ReplayRefusedException | ReadRequestException e) {
            throw new WebException(409, String.valueOf(e.getMessage()));
        } catch (SettingsException e) {
            throw new WebException(409, "the sink cannot be started here: " + e.getMessage());
        } catch (ReadFailedException e) {
            throw new WebException(503, String.valueOf(e.getMessage()));
        }
    }

    private List<JobLine> lines() {
        return runner.all().stream().map(JobLine::of).toList();
    }

    private Reply page(Exchange exchange) {
        return pages.page(
                exchange,
                "replay",
                new Pages.Title("Replay", "replay"),
                Map.of(
                        "sinks", names(),
                        "sink", exchange.query("sink").orElse(""),
                        "call", exchange.query("call").orElse(""),
                        "where", exchange.query("where").orElse(""),
                        "letters",
                                exchange.query("source")
                                        .filter("letters"::equals)
                                        .isPresent(),
                        "jobs", lines()));
    }

    /** Those in use first: nobody replays to a sink by its place in the alphabet. */
    private List<String> names() {
        Set<String> used = inUse.get();
        return sinks.names().stream()
                .sorted(Comparator.comparing(name -> !used.contains(name)))
                .toList();
    }

    private Reply jobs(String said) {
        return pages.part("part/jobs", Map.of("jobs", lines(), "said", said));
    }

    private SinkRunnerOptions sink(String name) {
        if (!sinks.names().contains(name)) {
            throw WebException.missing("There is no sink " + name + ".");
        }
        return sinks.options(name);
    }

    private Reply plan(Exchange exchange) throws InterruptedException {
        try {
            return refusing(() -> planned(exchange));
        } catch (WebException e) {
            return pages.part("part/refused", Map.of("reason", e.words()));
        }
    }

    private Reply planned(Exchange exchange) {
        String name = ReplayForm.sink(exchange);
        SinkDescription description = SinkDescription.read(sink(name));
        ReplayPlan plan = new ReplayPlanner(new TopicConsumers(description.kafka()), conditions, clock)
                .plan(ReplayForm.request(exchange, clock, random), name, description);
        if (plans.size() >= MOST_PLANS) {
            plans.clear(); // whoever planned so long ago can plan again
        }
        plans.put(plan.job().text(), plan);
        return pages.part("part/plan", Map.of("plan", PlanLine.of(plan)));
    }

    private Reply start(Exchange exchange) {
        String job = exchange.place("job");
        ReplayPlan plan = plans.remove(job);
        if (plan == null) {
            throw WebException.missing("There is no plan " + job + " any more; plan it again.");
        }
        runner.start(plan, sink(plan.sink()));
        return jobs("Job " + job + " has been started.");
    }

    private Reply resume(Exchange exchange) {
        String job = exchange.place("job");
        runner.resume(job, this::sink);
        return jobs("Job " + job + " goes on.");
    }

    private Reply cancel(Exchange exchange) throws InterruptedException {
        JobStatus status = runner.cancel(exchange.place("job"));
        return jobs("Job " + status.job() + " is " + status.state().word() + ".");
    }
}

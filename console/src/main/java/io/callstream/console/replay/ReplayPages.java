package io.callstream.console.replay;

import io.callstream.console.web.Exchange;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import io.callstream.console.web.WebException;
import io.callstream.replay.job.JobStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** {@code /replay}: plan one, start it, and see how it does. */
public final class ReplayPages {
    /** Kafka answers sooner, or is away; the page does not wait for that. */
    private static final Duration SOON = Duration.ofMillis(300);

    private final Replays replays;
    private final Supplier<Set<String>> inUse;
    private final Pages pages;
    private CompletableFuture<Set<String>> asked = CompletableFuture.completedFuture(Set.of());

    /** @param inUse the names of sinks that read here */
    public ReplayPages(Replays replays, Supplier<Set<String>> inUse, Pages pages) {
        this.replays = replays;
        this.inUse = inUse;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.adminGet("/replay", this::page),
                Route.adminGet("/replay-jobs", exchange -> jobs("")),
                Route.post("/replay/plan", this::plan),
                Route.post("/replay/jobs/{job}/start", Replays.refusing(this::start)),
                Route.post("/replay/jobs/{job}/resume", Replays.refusing(this::resume)),
                Route.post("/replay/jobs/{job}/cancel", Replays.refusing(this::cancel)));
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
                                        .isPresent()));
    }

    /** Those in use first: nobody replays to a sink by its place in the alphabet. */
    private List<String> names() {
        Set<String> used = used();
        return replays.sinks().stream()
                .sorted(Comparator.comparing(name -> !used.contains(name)))
                .toList();
    }

    /** While Kafka is away nothing is known of them; what is planned then says so. */
    private Set<String> used() {
        try {
            return ask().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }

    /** Once at a time, however many open the page. */
    private synchronized CompletableFuture<Set<String>> ask() {
        if (asked.isDone()) {
            asked = CompletableFuture.supplyAsync(inUse);
        }
        return asked;
    }

    private Reply jobs(String said) {
        return pages.part("part/jobs", Map.of("jobs", replays.jobs(), "said", said));
    }

    private Reply plan(Exchange exchange) throws InterruptedException {
        try {
            return Replays.refusing(this::planned).answer(exchange);
        } catch (WebException e) {
            return pages.part("part/refused", Map.of("reason", e.words()));
        }
    }

    private Reply planned(Exchange exchange) {
        return pages.part("part/plan", Map.of("plan", PlanLine.of(replays.plan(exchange))));
    }

    private Reply start(Exchange exchange) {
        String job = exchange.place("job");
        replays.start(job);
        return jobs("Job " + job + " has been started.");
    }

    private Reply resume(Exchange exchange) {
        String job = exchange.place("job");
        replays.resume(job);
        return jobs("Job " + job + " goes on.");
    }

    private Reply cancel(Exchange exchange) throws InterruptedException {
        JobStatus status = replays.cancel(exchange.place("job"));
        return jobs("Job " + status.job() + " is " + status.state().word() + ".");
    }
}

package io.callstream.console.replay;

import io.callstream.console.web.Exchange;
import io.callstream.console.web.Json;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import io.callstream.replay.plan.PlanJson;
import io.callstream.replay.plan.ReplayPlan;
import java.util.List;

/** {@code /api/replay}: what the page of replays does. */
public final class ReplayRoutes {
    private final Replays replays;

    public ReplayRoutes(Replays replays) {
        this.replays = replays;
    }

    public List<Route> routes() {
        return List.of(
                Route.adminGet("/api/replay", exchange -> Json.reply(Json.tree(replays.jobs()))),
                Route.post("/api/replay/plan", Replays.refusing(this::plan)),
                Route.post("/api/replay/jobs/{job}/start", Replays.refusing(this::start)),
                Route.post("/api/replay/jobs/{job}/resume", Replays.refusing(this::resume)),
                Route.post("/api/replay/jobs/{job}/cancel", Replays.refusing(this::cancel)));
    }

    private Reply plan(Exchange exchange) {
        ReplayPlan plan = replays.plan(exchange);
        return Json.reply(PlanJson.of(plan).put("job", plan.job().text()).put("sink", plan.sink()));
    }

    private Reply start(Exchange exchange) {
        String job = exchange.place("job");
        replays.start(job);
        return Json.reply(Json.object().put("job", job).put("started", true));
    }

    private Reply resume(Exchange exchange) {
        String job = exchange.place("job");
        replays.resume(job);
        return Json.reply(Json.object().put("job", job).put("resumed", true));
    }

    private Reply cancel(Exchange exchange) throws InterruptedException {
        return Json.reply(Json.tree(JobLine.of(replays.cancel(exchange.place("job")))));
    }
}

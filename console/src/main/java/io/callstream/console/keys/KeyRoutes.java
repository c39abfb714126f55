package io.callstream.console.keys;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.console.web.Exchange;
import io.callstream.console.web.Json;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import java.util.List;

/** {@code /api/keys}: what the page of keys does, in the gateway's own words. */
public final class KeyRoutes {
    private final GatewayKeys keys;

    public KeyRoutes(GatewayApi gateway) {
        this.keys = new GatewayKeys(gateway);
    }

    public List<Route> routes() {
        return List.of(
                Route.adminGet(
                        "/api/keys",
                        exchange -> Json.reply(keys.keys(exchange.number("page", 1, 1, KeyPages.MOST_PAGES)))),
                Route.post("/api/keys", exchange -> Json.reply(keys.makeKey(Json.object(exchange.body())))),
                Route.post("/api/keys/{hash}/{action}", this::act),
                Route.adminGet("/api/teams", exchange -> Json.reply(keys.teams())),
                Route.post("/api/teams", exchange -> Json.reply(keys.makeTeam(Json.object(exchange.body())))));
    }

    private Reply act(Exchange exchange) throws InterruptedException {
        JsonNode answer = keys.act(exchange.place("action"), exchange.place("hash"));
        return Json.reply(answer);
    }
}

package io.callstream.console.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Exchange;
import io.callstream.console.web.Json;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import io.callstream.console.web.WebException;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code /calls/{id}}: one call, for people and for programs. */
public final class CallPages {
    private final CallFinder finder;
    private final Function<String, Optional<Instant>> began;
    private final Deliveries deliveries;
    private final Supplier<ErasedSubjects> erased;
    private final Pages pages;
    private final String gateway;

    /**
     * @param began when a call began, where that is known
     * @param erased whose calls are not shown
     * @param gateway address at which the gateway answers, for commands
     */
    public CallPages(
            CallFinder finder,
            Function<String, Optional<Instant>> began,
            Deliveries deliveries,
            Supplier<ErasedSubjects> erased,
            Pages pages,
            String gateway) {
        this.finder = finder;
        this.began = began;
        this.deliveries = deliveries;
        this.erased = erased;
        this.pages = pages;
        this.gateway = gateway;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/calls/{id}", this::page),
                Route.get(
                        "/calls/{id}/deliveries",
                        exchange ->
                                pages.part("call/deliveries", Map.of("deliveries", deliveries.of(events(exchange))))),
                Route.get("/api/calls/{id}", this::json));
    }

    private Reply page(Exchange exchange) {
        CallEvents events = events(exchange);
        CallPage call = new CallPage(events, exchange.viewer().admin(), gateway, finder.underWay(events));
        return pages.page(exchange, "call", new Pages.Title("Call " + call.id(), "calls"), Map.of("call", call));
    }

    private CallEvents events(Exchange exchange) {
        String id = exchange.place("id");
        CallEvents events = finder.find(new CallFinder.Wanted(id, began.apply(id)));
        Optional<CallEvents.Found> main = events.main();
        if (main.isEmpty() || erased.get().covers(Owner.of(main.get().event()))) {
            throw WebException.missing(
                    "There is no call " + id + " in the topics: it is too old, was erased, or never was.");
        }
        return events;
    }

    private Reply json(Exchange exchange) {
        CallEvents events = events(exchange);
        ObjectNode json = Json.object().put("call_id", events.callId()).put("whole", events.whole());
        EventJson.into(json.putArray("events"), events, exchange.viewer().admin());
        Timeline timeline = Timeline.of(events);
        json.set(
                "timeline",
                Json.tree(Map.of(
                        "total_us",
                        timeline.total(),
                        "spans",
                        timeline.spans(),
                        "chunks_us",
                        timeline.ticks(),
                        "stalls",
                        timeline.stalls())));
        json.set("deliveries", Json.tree(deliveries.of(events)));
        return Json.reply(json);
    }
}

package io.callstream.console.calls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Exchange;
import io.callstream.console.web.Json;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import io.callstream.console.web.WebException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /calls}: the list, for people and for programs. */
public final class CallsPages {
    private static final int FIRST = 120;
    private static final int MOST = 1_000;
    private static final int COMPLETIONS = 50;

    private final CallRing ring;
    private final LiveCalls live;
    private final CallSearch search;
    private final CallSums sums;
    private final Predicate<CallRow> shown;
    private final Pages pages;

    /** @param shown whether a call may be shown to anybody */
    public CallsPages(
            CallRing ring, LiveCalls live, CallSearch search, CallSums sums, Predicate<CallRow> shown, Pages pages) {
        this.ring = ring;
        this.live = live;
        this.search = search;
        this.sums = sums;
        this.shown = shown;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/calls", this::page),
                Route.get("/api/calls/live", this::listen),
                Route.get("/api/calls/summary", exchange -> Json.reply(sums.of(CallFilter.of(exchange)))),
                Route.adminGet("/api/calls/search", this::find),
                Route.get("/api/calls", this::list));
    }

    private Reply page(Exchange exchange) {
        CallFilter filter = CallFilter.of(exchange);
        ObjectNode data = Json.object();
        data.set("calls", rows(ring.page(filter.and(shown), Optional.empty(), FIRST)));
        data.put("limit", FIRST).put("where", filter.sql());
        ArrayNode fields = data.putArray("fields");
        for (CallField field : CallField.values()) {
            fields.addObject().put("word", field.word() + (field.numeric() ? ">" : ":"));
        }
        data.set("values", values());
        String json = new String(Json.bytes(data), StandardCharsets.UTF_8).replace("<", "\\u003c");
        return pages.page(exchange, "calls", new Pages.Title("Calls", "calls"), Map.of("data", json));
    }

    /** What each word can be completed with. */
    private ObjectNode values() {
        ObjectNode values = Json.object();
        values.set("status", Json.tree(List.of("success", "failure", "open")));
        values.set("stream", Json.tree(List.of("true", "false")));
        values.set("cached", Json.tree(List.of("true", "false")));
        for (CallField field : List.of(
                CallField.MODEL,
                CallField.PROVIDER,
                CallField.KEY,
                CallField.TEAM,
                CallField.TYPE,
                CallField.ERROR,
                CallField.FINISH,
                CallField.DEPLOYMENT)) {
            CallColumn.named(field.column())
                    .ifPresent(column -> values.set(field.word(), Json.tree(ring.values(column, COMPLETIONS))));
        }
        return values;
    }

    private Reply list(Exchange exchange) {
        Optional<CallRow.Order> after = exchange.query("after").map(CallsPages::order);
        int limit = exchange.number("limit", 100, 1, MOST);
        List<CallRow> page = ring.page(CallFilter.of(exchange).and(shown), after, limit);
        ObjectNode json = Json.object();
        json.set("calls", rows(page));
        if (page.size() == limit) {
            CallRow.Order last = page.get(limit - 1).order();
            json.put("next", last.startedAt() + "~" + last.callId());
        }
        ring.oldest().ifPresent(oldest -> json.put("oldest_known", oldest));
        return Json.reply(json);
    }

    private static CallRow.Order order(String text) {
        int end = text.indexOf('~');
        try {
            return new CallRow.Order(Long.parseLong(text.substring(0, Math.max(end, 0))), text.substring(end + 1));
        } catch (NumberFormatException e) {
            throw WebException.wrong("after is '" + text + "' (expected what an answer gave as next)");
        }
    }

    private static ArrayNode rows(List<CallRow> rows) {
        ArrayNode list = Json.array();
        rows.forEach(row -> list.add(row.json()));
        return list;
    }

    private Reply listen(Exchange exchange) {
        CallFilter filter = CallFilter.of(exchange);
        return new Reply.Events(stream -> {
            if (!live.watch(stream, filter)) {
                stream.finish();
            }
        });
    }

    private Reply find(Exchange exchange) {
        String text = exchange.query("q").orElseThrow(() -> WebException.wrong("q is missing (the text to look for)"));
        int minutes = exchange.number("minutes", 15, 1, 24 * 60);
        CallSearch.Found found =
                search.find(text, minutes, CallFilter.of(exchange).and(shown));
        ObjectNode json = Json.object()
                .put("minutes", minutes)
                .put("records", found.records())
                .put("whole", found.whole());
        json.set("calls", rows(found.rows()));
        return Json.reply(json);
    }
}

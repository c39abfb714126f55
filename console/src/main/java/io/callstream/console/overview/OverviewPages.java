package io.callstream.console.overview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Exchange;
import io.callstream.console.web.Json;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /}: figures over time. */
public final class OverviewPages {
    private static final int DAY = 24 * 60;

    private final OverviewReport report;
    private final Supplier<String> trouble;
    private final Pages pages;

    /** @param trouble what keeps figures from coming; empty when nothing does */
    public OverviewPages(OverviewReport report, Supplier<String> trouble, Pages pages) {
        this.report = report;
        this.trouble = trouble;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/", this::page),
                Route.get("/api/overview", exchange -> Reply.json(text(exchange).getBytes(StandardCharsets.UTF_8))));
    }

    private String text(Exchange exchange) {
        int minutes = exchange.number("minutes", 60, 5, DAY);
        Dimension by = Dimension.parse(exchange.query("by").orElse("model"));
        ObjectNode shown = Json.object().put("trouble", trouble.get());
        shown.setAll(report.report(minutes, by));
        return new String(Json.bytes(shown), StandardCharsets.UTF_8);
    }

    private Reply page(Exchange exchange) {
        String data = text(exchange).replace("<", "\\u003c");
        return pages.page(exchange, "overview", new Pages.Title("Overview", "overview"), Map.of("data", data));
    }
}

package io.callstream.console.overview;

import io.callstream.console.web.Exchange;
import io.callstream.console.web.Json;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code /}: figures over time. */
public final class OverviewPages {
    private static final int DAY = 24 * 60;

    private final OverviewReport report;
    private final Pages pages;

    public OverviewPages(OverviewReport report, Pages pages) {
        this.report = report;
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
        return new String(Json.bytes(report.report(minutes, by)), StandardCharsets.UTF_8);
    }

    private Reply page(Exchange exchange) {
        String data = text(exchange).replace("<", "\\u003c");
        return pages.page(exchange, "overview", new Pages.Title("Overview", "overview"), Map.of("data", data));
    }
}

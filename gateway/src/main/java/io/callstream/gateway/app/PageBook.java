package io.callstream.gateway.app;

import io.callstream.gateway.admin.HealthPages;
import io.callstream.gateway.admin.ModelList;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.Pages;
import io.callstream.gateway.telemetry.Telemetry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says which page stands at which path. */
final class PageBook {
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private PageBook() {}

    /** @param events null when none are told */
    static Pages of(GatewayConfig config, Instant started, Telemetry telemetry, @Nullable EventPath events) {
        Page models = ModelList.page(config.deployments(), started);
        Supplier<HealthPages.EventsState> state = events == null ? null : events::state;
        Map<String, Supplier<Page>> pages = new HashMap<>();
        pages.put("/v1/models", () -> models);
        pages.put("/models", () -> models);
        pages.put("/health/liveliness", HealthPages::liveness);
        pages.put("/health/liveness", HealthPages::liveness);
        pages.put("/health/readiness", () -> HealthPages.readiness(state));
        pages.put("/metrics", () -> Page.text(METRICS, telemetry.scrape()));
        return new Pages(pages, Set.of("/v1/models", "/models"));
    }
}

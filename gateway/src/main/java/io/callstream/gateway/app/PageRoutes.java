package io.callstream.gateway.app;

import io.callstream.gateway.admin.HealthPages;
import io.callstream.gateway.admin.ModelList;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageServices;
import io.callstream.gateway.server.Pages;
import io.callstream.gateway.server.Viewer;
import io.callstream.gateway.telemetry.Telemetry;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Says which page stands at which path. */
final class PageRoutes {
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
    private static final List<String> MODELS =
            List.of("/v1/models", "/models", "/openai/v1/models", "/openai/models", "/anthropic/v1/models");

    private final Map<String, Function<Viewer, Page>> pages = new HashMap<>();
    private final Map<String, BiFunction<String, Viewer, Page>> below = new HashMap<>();
    private final Set<String> keyed = new HashSet<>();

    private PageRoutes() {}

    /**
     * @param started what stands as the models' time of creation
     * @param services the management API
     */
    static Pages of(
            Snapshot snapshot,
            Instant started,
            Telemetry telemetry,
            Supplier<HealthPages.State> state,
            PageServices services) {
        PageRoutes book = new PageRoutes();
        book.models(new ModelList(snapshot.config().models(), snapshot.routes(), started));
        Map<String, Function<Viewer, Page>> vital = Map.of(
                "/health/liveliness",
                viewer -> HealthPages.liveness(),
                "/health/liveness",
                viewer -> HealthPages.liveness(),
                "/health/readiness",
                viewer -> HealthPages.readiness(state.get()),
                "/metrics",
                viewer -> Page.text(METRICS, telemetry.scrape()));
        book.pages.putAll(vital);
        return new Pages(book.pages, book.below, book.keyed, vital.keySet(), services);
    }

    private void models(ModelList models) {
        for (String path : MODELS) {
            pages.put(path, models::page);
            below.put(path + "/", models::page);
            keyed.add(path);
            keyed.add(path + "/");
        }
    }
}

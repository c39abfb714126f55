package io.callstream.gateway.admin.proxy;

import io.callstream.gateway.cache.AnswerCache;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageService;
import io.callstream.gateway.server.PageServices;
import io.callstream.gateway.usage.Pricing;
import io.callstream.json.PlainValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Which of these paths is answered by what, and who may ask it: of models and health every key, of the cache who manages. */
public final class ProxyPages {
    private static final String GET = "GET";
    private static final String POST = "POST";

    private final Map<String, Map<String, PageService>> byPath = new HashMap<>();

    private ProxyPages() {}

    /**
     * What the process knows.
     *
     * @param cache the one that the configuration asks for
     * @param alone for how many nanoseconds more a deployment is left alone, by its id
     * @param calls how many are under way
     * @param open whether anybody may call, so that nobody could prove to manage
     */
    public record Known(
            Pricing pricing, AnswerCache cache, ToLongFunction<String> alone, LongSupplier calls, boolean open) {}

    /** @param executor runs them; may wait */
    public static PageServices of(GatewayConfig config, Known known, Executor executor) {
        ProxyPages pages = new ProxyPages();
        ModelInfoPages models = new ModelInfoPages(config.models(), known.pricing());
        for (String path : List.of("/model/info", "/v1/model/info")) {
            pages.add(GET, path, models::models);
        }
        pages.add(GET, "/v2/model/info", models::paged);
        pages.add(GET, "/model_group/info", models::groups);
        pages.add(GET, "/health", new EndpointHealth(config.models(), known.alone())::page);
        pages.add(
                GET,
                "/health/backlog",
                request -> Page.json(
                        200,
                        PlainValues.write(
                                Map.of("in_flight_requests", known.calls().getAsLong()))));
        CachePages cache = new CachePages(config.calls().cache(), known.cache());
        pages.manage(GET, "/cache/ping", known.open(), cache::ping);
        pages.manage(POST, "/cache/delete", known.open(), cache::delete);
        pages.manage(POST, "/cache/flushall", known.open(), cache::clear);
        return new PageServices(pages.byPath, executor);
    }

    private void add(String method, String path, PageService page) {
        byPath.put(path, Map.of(method, page));
    }

    private void manage(String method, String path, boolean open, PageService page) {
        add(method, path, request -> {
            Grant grant = request.caller().grant();
            return open || grant.manages(path, method.equals(POST)) ? page.answer(request) : denied(path);
        });
    }

    private static Page denied(String path) {
        return Page.error(
                GatewayError.ROUTE_DENIED,
                "Only the master key, or the key of a user with the role proxy_admin, may call " + path + ".",
                null);
    }
}

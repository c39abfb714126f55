package io.callstream.gateway.admin.proxy;

import io.callstream.gateway.cache.AnswerCache;
import io.callstream.gateway.config.CacheConfig;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageRequest;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /cache/ping}, {@code delete} and {@code flushall}. */
final class CachePages {
    private static final Page DONE = ModelInfoPages.json(Map.of("status", "success"));
    private static final String AWAY = "The cache cannot be reached.";

    private final CacheConfig config;
    private final AnswerCache cache;

    CachePages(CacheConfig config, AnswerCache cache) {
        this.config = config;
        this.cache = cache;
    }

    Page ping(PageRequest request) {
        if (config.off()) {
            return off();
        }
        if (!cache.reachable()) {
            return away();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "healthy");
        answer.put("cache_type", config.kind().name().toLowerCase(Locale.ROOT));
        answer.put("ping_response", true);
        answer.put("set_cache_response", null);
        answer.put("litellm_cache_params", null);
        answer.put("health_check_cache_params", null);
        return ModelInfoPages.json(answer);
    }

    /** The names stand in {@code x-litellm-cache-key} of answers. */
    Page delete(PageRequest request) {
        if (config.off()) {
            return off();
        }
        List<String> names = names(request);
        if (names.isEmpty()) {
            return Page.error(
                    GatewayError.BAD_ENTITY,
                    "keys is missing (expected a list of what x-litellm-cache-key says)",
                    "keys");
        }
        return cache.remove(names) ? DONE : away();
    }

    private static List<String> names(PageRequest request) {
        try {
            Object keys = PlainValues.readObject(request.body()).get("keys");
            return keys instanceof List<?> all && all.stream().allMatch(String.class::isInstance)
                    ? all.stream().map(String.class::cast).toList()
                    : List.of();
        } catch (InvalidJsonException e) {
            return List.of();
        }
    }

    /** Of a Redis that holds other things, too, only what this product keeps there is removed. */
    Page clear(PageRequest request) {
        if (config.off()) {
            return off();
        }
        return cache.clear() ? DONE : away();
    }

    private static Page off() {
        return Page.error(
                GatewayError.CACHE_UNAVAILABLE, "Cache not initialized: litellm_settings.cache is not on.", null);
    }

    private static Page away() {
        return Page.error(GatewayError.CACHE_UNAVAILABLE, AWAY, null);
    }
}

package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.config.Deployment;
import io.callstream.settings.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Anthropic's own servers, and those that are like them. */
record OwnPlace(String path, Map<String, String> headers) implements AnthropicPlace {
    private static final String VERSION = "2023-06-01";

    static OwnPlace of(Deployment deployment) {
        Map<String, String> headers = new LinkedHashMap<>();
        deployment.apiKey().map(Secret::reveal).ifPresent(key -> headers.put("x-api-key", key));
        headers.put("anthropic-version", VERSION);
        return new OwnPlace(path(deployment.apiBase()), headers);
    }

    @Override
    public String path(String model, boolean stream) {
        return path;
    }

    /** People write the server, its version, or all of the path. */
    static String path(URI base) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        if (stem.endsWith("/messages")) {
            return stem + query;
        }
        return stem + (stem.endsWith("/v1") ? "/messages" : "/v1/messages") + query;
    }
}

package io.callstream.analytics.query;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request, as far as an answer depends on it.
 *
 * @param path decoded, without the query
 * @param parameters of the query, in order
 * @param key what the client presented as its key; empty when nothing was
 */
record Question(String path, Map<String, String> parameters, String key) {
    /** Set by an instance that asks another one: only what stands there is wanted. */
    static final String LOCAL = "local";

    private static final String BEARER = "Bearer ";

    static Question of(HttpExchange exchange) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Question(
                decoded(exchange.getRequestURI().getRawPath().replace("+", "%2B")), parameters, key(exchange));
    }

    private static String key(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        String header = exchange.getRequestHeaders().getFirst("x-api-key");
        return header == null ? "" : header.strip();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new QueryException(400, "the address is not encoded as one");
        }
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    boolean local() {
        return parameters.containsKey(LOCAL);
    }

    /** @throws QueryException naming a parameter that none of these is */
    void allowOnly(Collection<String> names) {
        List<String> unknown = new ArrayList<>(parameters.keySet());
        unknown.removeAll(names);
        unknown.remove(LOCAL);
        if (!unknown.isEmpty()) {
            throw new QueryException(
                    400, "unknown parameter '" + unknown.get(0) + "' (there are: " + String.join(", ", names) + ")");
        }
    }

    int limit(int fallback, int most) {
        String text = parameter("limit").orElse(Integer.toString(fallback));
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1) {
            throw new QueryException(400, "limit is '" + text + "' (expected 1 to " + most + ")");
        }
        return Math.min(Integer.parseInt(text), most);
    }
}

package io.callstream.stack.registry.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One operation of the API.
 *
 * @param template the path's segments; {@code {name}} matches any and names it
 * @param action answers with an object for JSON, or with a {@link RawJson}
 */
record Route(String method, List<String> template, Function<RestRequest, Object> action) {

    /** JSON text that is sent as it is. */
    record RawJson(String text) {}

    static Route get(String path, Function<RestRequest, Object> action) {
        return of("GET", path, action);
    }

    static Route post(String path, Function<RestRequest, Object> action) {
        return of("POST", path, action);
    }

    static Route put(String path, Function<RestRequest, Object> action) {
        return of("PUT", path, action);
    }

    static Route delete(String path, Function<RestRequest, Object> action) {
        return of("DELETE", path, action);
    }

    private static Route of(String method, String path, Function<RestRequest, Object> action) {
        return new Route(method, Paths.segments(path), action);
    }

    /** The variables of a path that has this route's shape. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != template.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String expected = template.get(i);
            if (expected.startsWith("{")) {
                variables.put(expected.substring(1, expected.length() - 1), path.get(i));
            } else if (!expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}

package io.callstream.stack.registry.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the operation that a request asks for, with or without the path prefix of Apicurio's Confluent API. */
final class Router {

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private static final List<String> APICURIO_PREFIX = List.of("apis", "ccompat", "v7");

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * Runs the operation and returns its answer.
     *
     * @throws HttpRefusal if there is none
     */
    Object answer(String method, List<String> path, Map<String, String> query, byte[] body) {
        List<String> plain = withoutPrefix(path);
        boolean pathKnown = false;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(plain);
            if (variables.isPresent() && route.method().equals(method)) {
                return route.action().apply(new RestRequest(variables.get(), query, body));
            }
            pathKnown |= variables.isPresent();
        }
        throw pathKnown
                ? new HttpRefusal(METHOD_NOT_ALLOWED, "HTTP 405 Method Not Allowed")
                : new HttpRefusal(NOT_FOUND, "HTTP 404 Not Found");
    }

    private static List<String> withoutPrefix(List<String> path) {
        int prefix = APICURIO_PREFIX.size();
        boolean prefixed = path.size() >= prefix && path.subList(0, prefix).equals(APICURIO_PREFIX);
        return prefixed ? path.subList(prefix, path.size()) : path;
    }
}

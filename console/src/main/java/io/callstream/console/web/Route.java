package io.callstream.console.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a path answers.
 *
 * @param method GET or POST
 * @param pattern a path whose parts in braces stand for anything, such as {@code /calls/{id}}
 * @param needed who may ask
 * @param action what is done
 */
public record Route(String method, String pattern, Role needed, Action action) {
    /** Answers a request, on a thread that may wait. */
    @FunctionalInterface
    public interface Action {
        Reply answer(Exchange exchange) throws InterruptedException;
    }

    /** For everybody who has a key. */
    public static Route get(String pattern, Action action) {
        return new Route("GET", pattern, Role.VIEWER, action);
    }

    /** For those who may see everything. */
    public static Route adminGet(String pattern, Action action) {
        return new Route("GET", pattern, Role.ADMIN, action);
    }

    /** Changes something, which only some may. */
    public static Route post(String pattern, Action action) {
        return new Route("POST", pattern, Role.ADMIN, action);
    }

    /** Asks by a body, and changes nothing. */
    public static Route ask(String pattern, Action action) {
        return new Route("POST", pattern, Role.VIEWER, action);
    }

    /** What stands in the path where the pattern has names; empty if the path is another one. */
    Optional<Map<String, String>> match(List<String> path) {
        List<String> parts = parts(pattern);
        if (parts.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith("{")) {
                places.put(part.substring(1, part.length() - 1), path.get(i));
            } else if (!part.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }

    static List<String> parts(String path) {
        return Stream.of(path.substring(1).split("/", -1)).map(Route::decoded).toList();
    }

    /** Only now: an escaped slash separates nothing. */
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw WebException.wrong("the address has an escape that is none: " + part);
        }
    }
}

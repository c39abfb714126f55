package io.callstream.gateway.event;

import io.callstream.gateway.config.ApiKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which sink routes a call has: those of its key, and those that its request names among the ones it may choose. A
 * route is somebody's account: nobody gets into one, or out of their own, by naming it.
 *
 * @param everybody routes that every request may choose
 */
public record RouteChoice(Set<String> everybody) {
    public RouteChoice {
        everybody = Set.copyOf(everybody);
    }

    List<String> routes(Caller caller) {
        List<String> ofKey = caller.key() == null ? List.of() : caller.key().routes();
        List<String> named = caller.labels().callbacks();
        if (named.isEmpty()) {
            return ofKey;
        }
        return Stream.concat(ofKey.stream(), named.stream().filter(route -> free(caller, route)))
                .distinct()
                .toList();
    }

    /** Those that the request names in vain. */
    List<String> refused(Caller caller) {
        List<String> named = caller.labels().callbacks();
        if (named.isEmpty()) {
            return named;
        }
        return named.stream().filter(route -> !free(caller, route)).distinct().toList();
    }

    /** Sinks that the call passes over: the request's and the key's. */
    static List<String> disabled(Caller caller) {
        List<String> ofKey = caller.key() == null ? List.of() : caller.key().disabledCallbacks();
        List<String> named = caller.labels().disabledCallbacks();
        if (ofKey.isEmpty()) {
            return named;
        }
        return Stream.concat(ofKey.stream(), named.stream()).distinct().toList();
    }

    private boolean free(Caller caller, String route) {
        ApiKey key = caller.key();
        return everybody.contains(route)
                || key != null
                        && (key.routes().contains(route)
                                || key.selectableRoutes().contains(route));
    }
}

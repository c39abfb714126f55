package io.callstream.sink.runtime.subscribe;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whose calls an account of a sink gets. A call's routes are those of its key and the sinks that its request named.
 *
 * @param sink the sink's name
 * @param admits whether a call with these routes is the account's
 */
public record RouteFilter(String sink, Predicate<List<String>> admits) {
    /**
     * The default account: every call that belongs to none of the sink's routes.
     *
     * @param onlyRouted it gets only calls whose request or key names the sink
     */
    public static RouteFilter standard(String sink, Set<String> routes, boolean onlyRouted) {
        Set<String> elsewhere = Set.copyOf(routes);
        return new RouteFilter(
                sink, named -> named.stream().noneMatch(elsewhere::contains) && (!onlyRouted || named.contains(sink)));
    }

    /** The account of a route: the calls that belong to it. */
    public static RouteFilter route(String sink, String route) {
        return new RouteFilter(sink, named -> named.contains(route));
    }
}

package io.callstream.sink.runtime;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import io.callstream.sink.runtime.subscribe.RouteFilter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads which accounts a sink has: the default one, and one for each of {@code routes}. */
final class Accounts {
    static final Key<Map<String, Object>> ROUTES = Key.mapping("routes")
            .byDefault(Map.of(), "")
            .says("Further accounts, by name, each with settings over the sink's; see"
                    + " [above](#accounts-of-keys-and-teams-routes).");
    static final Key<Boolean> ONLY_ROUTED = Key.flag("only_routed")
            .byDefault("false")
            .says("The default account gets only calls whose request or key names the sink.");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*");

    private Accounts() {}

    /** One account: what it is called, and whose calls it gets. */
    record Account(RouteFilter routeFilter, Optional<String> route) {
        String name() {
            return Accounts.name(routeFilter.sink(), route);
        }

        Path directory(Path ofSink) {
            return route.map(name -> ofSink.resolve(ROUTES.name()).resolve(name))
                    .orElse(ofSink);
        }
    }

    static String name(String sink, Optional<String> route) {
        return route.map(name -> sink + "." + name).orElse(sink);
    }

    /** @param taken names that are those of other accounts */
    static Map<String, Section> routes(Section own, Set<String> taken) {
        Section routes = own.section(ROUTES.name());
        Map<String, Section> named = new LinkedHashMap<>();
        routes.keys().stream().sorted().forEach(name -> {
            if (!NAME.matcher(name).matches()) {
                routes.problem(
                        name, "is no name for a route (expected lower-case letters, digits, dashes, underscores)");
            }
            if (taken.contains(name)) {
                routes.problem(name, "is the name of another account of this sink (choose another)");
            }
            Section route = routes.section(name);
            // They are read in the plan of the route, over the sink's own.
            route.keys().forEach(route::accept);
            named.put(name, route);
        });
        return named;
    }

    static Account standard(Section own, String sink, Set<String> routes) {
        boolean onlyRouted = own.get(ONLY_ROUTED);
        return new Account(RouteFilter.standard(sink, routes, onlyRouted), Optional.empty());
    }

    static Account route(String sink, String route) {
        return new Account(RouteFilter.route(sink, route), Optional.of(route));
    }
}

package io.callstream.gateway.server;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What answers GET, by path, and what answers at once or later with a query or a body. Functions are called on an event loop
 * and must not block.
 *
 * @param byPath pages of one path each, for a caller who may do so much
 * @param below pages of all paths that begin so, by what comes behind, percent encoding taken off
 * @param keyed paths, and beginnings of paths, of pages that need a key
 * @param vital paths of pages that are answered when the gateway has no connection left for anything else
 * @param services what takes its time
 */
public record Pages(
        Map<String, Function<Viewer, Page>> byPath,
        Map<String, BiFunction<String, Viewer, Page>> below,
        Set<String> keyed,
        Set<String> vital,
        PageServices services) {
    public Pages {
        byPath = Map.copyOf(byPath);
        below = Map.copyOf(below);
        keyed = Set.copyOf(keyed);
        vital = Set.copyOf(vital);
    }

    /** The beginning in {@link #below} that a path has; null when it has none. */
    @Nullable String beginning(String path) {
        for (String each : below.keySet()) {
            if (path.startsWith(each) && path.length() > each.length()) {
                return each;
            }
        }
        return null;
    }
}

package io.callstream.gateway.server;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What answers GET, by path. Suppliers are called on an event loop and must not block.
 *
 * @param byPath all pages
 * @param keyed paths of pages that need a key
 */
public record Pages(Map<String, Supplier<Page>> byPath, Set<String> keyed) {
    public Pages {
        byPath = Map.copyOf(byPath);
        keyed = Set.copyOf(keyed);
    }
}

package io.callstream.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which model groups take the calls of others, in their order. The exact name wins, then what stands after its provider
 * ({@code gpt-4o} for {@code openai/gpt-4o}), then the longest pattern that fits; {@code *} stands for all that have none.
 * Immutable.
 */
public final class FallbackTable {
    /** Nothing takes the place of anything. */
    public static final FallbackTable NONE = new FallbackTable(Map.of());

    private final Map<String, List<String>> exact = new LinkedHashMap<>();
    private final List<Wild> wild = new ArrayList<>();

    private record Wild(NamePattern pattern, List<String> groups) {
        int length() {
            return pattern.toString().length();
        }
    }

    private FallbackTable(Map<String, List<String>> groups) {
        groups.forEach((name, others) -> {
            NamePattern pattern = new NamePattern(name);
            if (pattern.isWild()) {
                wild.add(new Wild(pattern, List.copyOf(others)));
            } else {
                exact.put(name, List.copyOf(others));
            }
        });
        wild.sort(Comparator.comparingInt(Wild::length).reversed());
    }

    /** @param groups by the name or pattern of those whose calls they take */
    public static FallbackTable of(Map<String, List<String>> groups) {
        return groups.isEmpty() ? NONE : new FallbackTable(groups);
    }

    /** For every model group the same. */
    public static FallbackTable all(List<String> groups) {
        return of(Map.of("*", groups));
    }

    public boolean isEmpty() {
        return exact.isEmpty() && wild.isEmpty();
    }

    /** Who takes the calls of a model group; empty when nobody does. */
    public List<String> of(String group) {
        if (isEmpty()) {
            return List.of();
        }
        List<String> found = exact.get(group);
        if (found == null) {
            found = exact.get(group.substring(group.indexOf('/') + 1));
        }
        return found == null ? byPattern(group) : found;
    }

    private List<String> byPattern(String group) {
        for (Wild each : wild) {
            @Nullable List<String> fits = each.pattern.match(group);
            if (fits != null) {
                return each.groups;
            }
        }
        return List.of();
    }

    /** All names in it that take calls. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        exact.values().forEach(names::addAll);
        wild.forEach(each -> names.addAll(each.groups));
        return names;
    }
}

package io.callstream.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges configurations that lie over each other. */
final class Layers {
    private Layers() {}

    static Map<String, Object> merge(Map<?, ?> below, Map<?, ?> above) {
        Map<String, Object> merged = new LinkedHashMap<>();
        below.forEach((key, value) -> merged.put(String.valueOf(key), value));
        above.forEach((key, value) -> merged.merge(String.valueOf(key), value, Layers::join));
        return merged;
    }

    private static Object join(Object below, Object above) {
        if (below instanceof Map<?, ?> lower && above instanceof Map<?, ?> upper) {
            return merge(lower, upper);
        }
        if (below instanceof List<?> lower && above instanceof List<?> upper) {
            List<Object> both = new ArrayList<>(lower);
            both.addAll(upper);
            return both;
        }
        return above instanceof NoValue ? below : above;
    }
}

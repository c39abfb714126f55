package io.callstream.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of every key of a file, once the file has been read: a key is read when somebody asked for it, or for all of what it
 * stands in. For one thread.
 */
public final class KeyTrace {
    private final Map<String, List<Section>> sections = new HashMap<>();
    private final List<Leaf> leaves = new ArrayList<>();

    /**
     * A key with a value that is no mapping and no list of mappings.
     *
     * @param path with its parents
     * @param read whether anybody has looked at it
     * @param says what it does, as whoever read it states it, or the mapping that it stands in
     * @param silent why it says nothing, such as a variable that is not set
     */
    public record Leaf(String path, boolean read, Optional<String> says, Optional<String> silent) {}

    private KeyTrace() {}

    /** All of them, sorted by where they stand. Call it when all reading is done. */
    public static List<Leaf> of(Section root) {
        KeyTrace trace = new KeyTrace();
        trace.collect(root);
        trace.walk(root.path(), root.values(), false, Optional.empty());
        return List.copyOf(trace.leaves);
    }

    private void collect(Section section) {
        sections.computeIfAbsent(section.path(), none -> new ArrayList<>()).add(section);
        section.opened().forEach(this::collect);
    }

    private void walk(String path, Map<?, ?> values, boolean all, Optional<String> meaning) {
        new TreeMap<>(values).forEach((name, value) -> {
            String key = String.valueOf(name);
            String below = path.isEmpty() ? key : path + "." + key;
            Optional<String> says = said(path, key).or(() -> meaning);
            boolean read = all || asked(path, key);
            if (value instanceof Map<?, ?> map && !map.isEmpty()) {
                walk(below, map, all || wholly(below, read), says);
            } else if (value instanceof List<?> list
                    && !list.isEmpty()
                    && list.stream().allMatch(Map.class::isInstance)) {
                items(below, list, all || wholly(below + "[0]", read), says);
            } else {
                leaves.add(new Leaf(below, read, says, silent(value)));
            }
        });
    }

    private void items(String path, List<?> list, boolean all, Optional<String> says) {
        for (int at = 0; at < list.size(); at++) {
            walk(path + "[" + at + "]", (Map<?, ?>) list.get(at), all, says);
        }
    }

    /** What is read and was not opened as a section has been read as one value. */
    private boolean wholly(String path, boolean read) {
        return read && !sections.containsKey(path);
    }

    private boolean asked(String path, String key) {
        return sections.getOrDefault(path, List.of()).stream()
                .anyMatch(section -> section.asked().contains(key));
    }

    private Optional<String> said(String path, String key) {
        return sections.getOrDefault(path, List.of()).stream()
                .flatMap(section -> section.meaning(key).stream())
                .findFirst();
    }

    private static Optional<String> silent(Object value) {
        return value instanceof NoValue none ? Optional.of(none.why()) : Optional.empty();
    }
}

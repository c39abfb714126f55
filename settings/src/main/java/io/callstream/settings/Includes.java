package io.callstream.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * LiteLLM's {@code include}: further files, named from where the including one stands. Lists of the top level are joined,
 * the including file's items first; a setting of an included file wins over the one it was included into. A file is read
 * once, however often it is named.
 */
final class Includes {
    private static final String KEY = "include";

    private final Set<Path> seen = new HashSet<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final StringBuilder texts = new StringBuilder();

    private Includes() {}

    private record Pending(String entry, Path from) {}

    /** @param file where the text stands; other files are found beside it */
    static Map<String, Object> resolve(String yaml, String name, Path file) {
        Includes includes = new Includes();
        includes.seen.add(normal(file));
        return includes.resolve(mapping(yaml, name), name, file);
    }

    /** The texts of all files, one after the other. */
    static String texts(String yaml, Path file) {
        Includes includes = new Includes();
        includes.seen.add(normal(file));
        includes.texts.append(yaml);
        includes.resolve(mapping(yaml, file.toString()), file.toString(), file);
        return includes.texts.toString();
    }

    private Map<String, Object> resolve(Map<String, Object> root, String name, Path file) {
        Map<String, Object> merged = root;
        note(merged.remove(KEY), name, file);
        while (!pending.isEmpty()) {
            Pending next = pending.remove();
            Path included = next.from.resolveSibling(next.entry);
            if (seen.add(normal(included))) {
                String text = read(included, next);
                texts.append(text);
                Map<String, Object> values = mapping(text, included.toString());
                note(values.remove(KEY), included.toString(), included);
                merged = merge(merged, values);
            }
        }
        return merged;
    }

    private void note(@Nullable Object entries, String name, Path file) {
        if (entries == null) {
            return;
        }
        if (!(entries instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw new SettingsException("include in config file " + name + ": expected a list of files");
        }
        list.forEach(entry -> pending.add(new Pending(String.valueOf(entry), file)));
    }

    private static String read(Path included, Pending entry) {
        try {
            return Files.readString(included);
        } catch (IOException e) {
            String reason = Files.exists(included) ? "cannot be read" : "does not exist";
            throw new SettingsException("include: file " + included + ", named in " + entry.from + ", " + reason);
        }
    }

    private static Path normal(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static Map<String, Object> mapping(String yaml, String name) {
        Object root = YamlText.read(yaml, name);
        if (root == null) {
            return new LinkedHashMap<>();
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw new SettingsException("config file " + name + " must be a mapping of sections");
        }
        Map<String, Object> sections = new LinkedHashMap<>();
        map.forEach((key, value) -> sections.put(String.valueOf(key), value));
        return sections;
    }

    private static Map<String, Object> merge(Map<String, Object> into, Map<String, Object> included) {
        Map<String, Object> merged = new LinkedHashMap<>(into);
        included.forEach((key, value) -> merged.put(key, top(merged.get(key), value)));
        return merged;
    }

    private static Object top(@Nullable Object into, Object included) {
        if (into instanceof List<?> first && included instanceof List<?> second) {
            List<Object> both = new ArrayList<>(first);
            both.addAll(second);
            return both;
        }
        return within(into, included);
    }

    /** Mappings are joined key by key, so that an included file takes nothing away that it does not name. */
    private static Object within(@Nullable Object into, Object included) {
        if (!(into instanceof Map<?, ?> lower) || !(included instanceof Map<?, ?> upper)) {
            return included;
        }
        Map<String, Object> merged = new LinkedHashMap<>();
        lower.forEach((key, value) -> merged.put(String.valueOf(key), value));
        upper.forEach((key, value) -> merged.put(String.valueOf(key), within(merged.get(String.valueOf(key)), value)));
        return merged;
    }
}

package io.callstream.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flat keys with dots become the sections that they stand for. For one thread. */
final class NestedKeys {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> root = new LinkedHashMap<>();

    /**
     * @param under the section that the key belongs to
     * @param dotted the key; each dot opens a section
     * @param value a text; a list or mapping where it is one in JSON
     */
    void put(List<String> under, String dotted, String value) {
        List<String> path = List.of(dotted.split("\\."));
        Map<String, Object> section = section(under);
        for (String name : path.subList(0, path.size() - 1)) {
            section = child(section, name, dotted);
        }
        if (section.put(path.get(path.size() - 1), value(dotted, value)) != null) {
            throw ambiguous(dotted);
        }
    }

    /** A text under a path whose parts may have dots. */
    void text(List<String> path, String value) {
        section(path.subList(0, path.size() - 1)).put(path.get(path.size() - 1), value);
    }

    /** An empty section, if there is none. */
    void open(List<String> path) {
        section(path);
    }

    String json() {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts in mappings can always be written", e);
        }
    }

    private Map<String, Object> section(List<String> path) {
        Map<String, Object> section = root;
        for (String name : path) {
            section = child(section, name, name);
        }
        return section;
    }

    @SuppressWarnings("unchecked") // The only mappings in here are those that this class or Jackson made.
    private static Map<String, Object> child(Map<String, Object> section, String name, String key) {
        Object child = section.computeIfAbsent(name, unseen -> new LinkedHashMap<String, Object>());
        if (child instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw ambiguous(key);
    }

    private static SettingsException ambiguous(String key) {
        return new SettingsException("sink." + key + " makes a section of a key that has a value of its own");
    }

    private static Object value(String key, String value) {
        String text = value.strip();
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return value;
        }
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            // Without its cause, which quotes the value: it may be a secret.
            throw new SettingsException("sink." + key + " starts like JSON and is none (expected [\"a\", \"b\"])");
        }
    }
}

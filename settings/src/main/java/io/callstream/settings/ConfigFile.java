package io.callstream.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Loads {@code config.yaml}. As in LiteLLM, a value {@code os.environ/NAME} stands for the environment variable NAME;
 * one that is not set counts as a key that is not there.
 */
public final class ConfigFile {
    private static final String REFERENCE = "os.environ/";

    private final Environment environment;

    public ConfigFile(Environment environment) {
        this.environment = environment;
    }

    /**
     * Reads the file as one section; what is wrong with values is found when they are read.
     *
     * @throws SettingsException if the file cannot be read or is no YAML mapping
     */
    public Section load(Path file, Problems problems) {
        try {
            return parse(Files.readString(file), file.toString(), problems);
        } catch (IOException e) {
            throw new SettingsException("config file " + file + " cannot be read: " + e);
        }
    }

    /** @param name what to call the text in messages */
    public Section parse(String yaml, String name, Problems problems) {
        Object root;
        try {
            root = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(yaml);
        } catch (YamlEngineException e) {
            throw new SettingsException("config file " + name + " is no valid YAML: " + e.getMessage());
        }
        if (root == null) {
            return new Section("", Map.of(), problems);
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw new SettingsException("config file " + name + " must be a mapping of sections");
        }
        return new Section("", resolveMap(map), problems);
    }

    private Map<String, Object> resolveMap(Map<?, ?> map) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                resolved.put(String.valueOf(key), resolve(value));
            }
        });
        return resolved;
    }

    private Object resolve(Object value) {
        if (value instanceof Map<?, ?> map) {
            return resolveMap(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().filter(Objects::nonNull).map(this::resolve).toList();
        }
        if (value instanceof String text && text.startsWith(REFERENCE)) {
            String name = text.substring(REFERENCE.length());
            return environment.get(name).<Object>map(found -> found).orElseGet(() -> new UnsetVariable(name));
        }
        return value;
    }
}

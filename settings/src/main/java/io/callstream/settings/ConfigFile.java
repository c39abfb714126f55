package io.callstream.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Loads {@code config.yaml} with what it includes. As in LiteLLM, a value {@code os.environ/NAME} stands for the
 * environment variable NAME, and {@code environment_variables} of the file count before those of the process; a variable
 * that is not set reads as a key that says nothing.
 */
public final class ConfigFile {
    private static final String REFERENCE = "os.environ/";
    private static final Path HERE = Path.of("");

    private final Environment environment;

    public ConfigFile(Environment environment) {
        this.environment = environment;
    }

    /**
     * Reads the file as one section; what is wrong with values is found when they are read.
     *
     * @throws SettingsException if the file, or one that it includes, cannot be read or is no YAML mapping
     */
    public Section load(Path file, Problems problems) {
        try {
            return parse(Files.readString(file), file, problems);
        } catch (IOException e) {
            throw new SettingsException("config file " + file + " cannot be read: " + e);
        }
    }

    /** The content of a file that was read already; what it includes stands beside the file. */
    public Section parse(String yaml, Path file, Problems problems) {
        return section(Includes.resolve(yaml, file.toString(), file), problems);
    }

    /** @param name what to call the text in messages */
    public Section parse(String yaml, String name, Problems problems) {
        return section(Includes.resolve(yaml, name, HERE), problems);
    }

    /**
     * Values of elsewhere, read as if they stood in the file; those that are null say nothing.
     *
     * @param path where they would stand, for messages
     */
    public Section section(Map<String, ?> values, String path, Problems problems) {
        return new Section(path, resolveMap(values, environment), problems);
    }

    /**
     * A text that is data and no configuration: what looks like an include or a variable is a value like any other.
     *
     * @param name what to call the text in messages
     * @throws SettingsException if it is no YAML mapping
     */
    public static Section plain(String yaml, String name, Problems problems) {
        Object read = YamlText.read(yaml, name);
        if (read != null && !(read instanceof Map)) {
            throw new SettingsException(name + ": is no mapping (expected key: value)");
        }
        Environment unread = variable -> Optional.of(REFERENCE + variable);
        return new Section("", resolveMap(read instanceof Map<?, ?> map ? map : Map.of(), unread), problems);
    }

    /** The text of a file and, where that can be read, of all that it includes: to see whether any has changed. */
    public static String content(Path file) throws IOException {
        String yaml = Files.readString(file);
        try {
            return Includes.texts(yaml, file);
        } catch (SettingsException e) {
            return yaml; // whoever reads it as a configuration says what is wrong
        }
    }

    private Section section(Map<String, Object> root, Problems problems) {
        Environment all = EnvironmentVariables.over(environment, root.get(EnvironmentVariables.KEY));
        return new Section("", resolveMap(root, all), problems);
    }

    private static Map<String, Object> resolveMap(Map<?, ?> map, Environment environment) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        map.forEach((key, value) -> resolved.put(
                String.valueOf(key), value == null ? NoValue.Blank.INSTANCE : resolve(value, environment)));
        return resolved;
    }

    private static Object resolve(Object value, Environment environment) {
        if (value instanceof Map<?, ?> map) {
            return resolveMap(map, environment);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(Objects::nonNull)
                    .map(item -> resolve(item, environment))
                    .toList();
        }
        if (value instanceof String text && text.startsWith(REFERENCE)) {
            return variable(text.substring(REFERENCE.length()), environment);
        }
        return value;
    }

    private static Object variable(String name, Environment environment) {
        return environment.get(name).<Object>map(found -> found).orElseGet(() -> new UnsetVariable(name));
    }
}

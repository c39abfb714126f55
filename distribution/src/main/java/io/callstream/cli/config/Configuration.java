package io.callstream.cli.config;

import io.callstream.cli.problem.UserError;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.EnvironmentVariables;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A configuration as text, with what lies under and over it. Every reader opens its own {@link Section}, because a section
 * remembers what was read of it.
 */
public final class Configuration {
    private final String name;
    private final String yaml;
    private final Optional<Path> file;
    private final Environment environment;
    private final List<Layer> layers;

    private Configuration(String name, String yaml, Optional<Path> file, Environment environment, List<Layer> layers) {
        this.name = name;
        this.yaml = yaml;
        this.file = file;
        this.environment = environment;
        this.layers = List.copyOf(layers);
    }

    /** @throws UserError if the file cannot be read */
    public static Configuration ofFile(Path file, Environment environment) {
        try {
            return new Configuration(
                    file.toString(), Files.readString(file), Optional.of(file), environment, List.of());
        } catch (IOException e) {
            throw new UserError("config file " + file + " cannot be read (" + reason(file) + ")", e);
        }
    }

    /** A configuration that comes with the product; the resource stands beside this class. */
    public static Configuration builtIn(String resource, Environment environment) {
        try (InputStream in = Configuration.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the distribution lacks its resource " + resource);
            }
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Configuration("built-in " + resource, yaml, Optional.empty(), environment, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No file: every setting has its default. */
    public static Configuration empty(Environment environment) {
        return new Configuration("defaults", "", Optional.empty(), environment, List.of());
    }

    /** These values win over the file's; lists are joined. */
    public Configuration with(Map<String, Object> values) {
        return plus(new Layer(problems -> new Section("", values, problems), true));
    }

    /** These values count where the file says nothing; lists are joined. */
    public Configuration withDefaults(Map<String, Object> values) {
        return plus(new Layer(problems -> new Section("", values, problems), false));
    }

    /** As {@link #with}, for one value under a dotted path such as {@code callstream.kafka.bootstrap_servers}. */
    public Configuration with(String path, Object value) {
        return with(nested(path, value));
    }

    /** As {@link #withDefaults}, for one value under a dotted path. */
    public Configuration withDefault(String path, Object value) {
        return withDefaults(nested(path, value));
    }

    /** Another configuration's values count where this one says nothing; lists are joined. */
    public Configuration over(Configuration other) {
        return plus(new Layer(other::open, false));
    }

    /** What other readers resolve variables with: the file's own come before those of the process. */
    public Environment environment() {
        return EnvironmentVariables.over(environment, open(new Problems()));
    }

    /** A fresh view of the whole configuration, for one reader. */
    public Section open(Problems problems) {
        ConfigFile reader = new ConfigFile(environment);
        Section merged = file.map(path -> reader.parse(yaml, path, problems))
                .orElseGet(() -> reader.parse(yaml, name, problems));
        for (Layer layer : layers) {
            Section other = layer.values().apply(problems);
            merged = layer.above() ? other.over(merged) : merged.over(other);
        }
        return merged;
    }

    private Configuration plus(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return new Configuration(name, yaml, file, environment, more);
    }

    private static Map<String, Object> nested(String path, Object value) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? Map.of(path, value) : nested(path.substring(0, dot), Map.of(path.substring(dot + 1), value));
    }

    private static String reason(Path file) {
        return Files.isDirectory(file) ? "it is a folder" : Files.exists(file) ? "no permission" : "no such file";
    }

    private record Layer(Function<Problems, Section> values, boolean above) {}
}

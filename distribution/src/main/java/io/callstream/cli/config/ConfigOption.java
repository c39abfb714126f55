package io.callstream.cli.config;

import io.callstream.settings.Environment;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, as every command has it. */
public final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file (LiteLLM's config.yaml, with a callstream: section).")
    private @Nullable Path file;

    /** The file's configuration, or defaults when none was given. */
    public Configuration orDefaults() {
        Environment environment = Environment.system();
        return file == null ? Configuration.empty(environment) : Configuration.ofFile(file, environment);
    }

    /** The file's configuration, or one that comes with the product when none was given. */
    public Configuration orBuiltIn(String resource, Environment environment) {
        return file == null ? Configuration.builtIn(resource, environment) : Configuration.ofFile(file, environment);
    }

    /** The file that was given. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    public boolean given() {
        return file != null;
    }
}

package io.callstream.cli.sink;

import io.callstream.cli.problem.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --plugins}: where sinks and request hooks that do not come with the product are looked for. */
public final class PluginsOption {
    private static final String HOME = "callstream.home";
    private static final String PLUGINS = "plugins";

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description =
                    "Folder with the jars of further sinks and request hooks (default: plugins, beside the launcher).")
    private @Nullable Path given;

    /** The folder; need not exist unless it was named. */
    public Path folder() {
        if (given == null) {
            return Path.of(System.getProperty(HOME, "."))
                    .resolve(PLUGINS)
                    .toAbsolutePath()
                    .normalize();
        }
        Path folder = given.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new UserError(
                    "--plugins " + given + " is no folder (expected one with the jars of sinks and request hooks)");
        }
        return folder;
    }
}

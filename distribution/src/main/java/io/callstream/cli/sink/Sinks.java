package io.callstream.cli.sink;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.problem.UserError;
import io.callstream.settings.Problems;
import io.callstream.sink.runtime.Pruning;
import io.callstream.sink.runtime.SinkCheck;
import io.callstream.sink.runtime.SinkRunner;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.catalogue.PluginFolder;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Starts sinks by name: those that come with the product, and those whose jars stand in the plugins folder. */
public final class Sinks {
    private final SinkCatalogue catalogue;
    private final Path plugins;
    private final Configuration configuration;
    private final Path dataDirectory;
    private final RandomGenerator random;

    /** @param random safe for use by several threads */
    public Sinks(Configuration configuration, Path dataDirectory, PluginsOption option, RandomGenerator random) {
        ClassLoader ours = Sinks.class.getClassLoader();
        this.plugins = option.folder();
        this.catalogue = SinkCatalogue.of(PluginFolder.over(ours, plugins), PluginFolder.apart(ours, plugins));
        this.configuration = configuration;
        this.dataDirectory = dataDirectory;
        this.random = random;
    }

    /** The names of all sinks there are. */
    public List<String> names() {
        return catalogue.names();
    }

    /** The names of those that can tell of alerts. */
    public List<String> takeAlerts() {
        return catalogue.takeAlerts();
    }

    /**
     * Starts one sink; it reports by itself what keeps it from delivering.
     *
     * @param health where it answers health checks, if anywhere
     * @throws UserError if there is no such sink
     * @throws io.callstream.settings.SettingsException if its configuration is wrong
     */
    public SinkRunner start(String name, Optional<InetSocketAddress> health) {
        return SinkRunner.start(options(name, health));
    }

    /**
     * As {@link #start}, for alerts alone: whatever the configuration says of calls, the sink hears of none.
     *
     * @throws io.callstream.settings.SettingsException if its configuration is wrong, or it takes no alerts
     */
    public SinkRunner startForAlerts(String name, InetSocketAddress health) {
        return SinkRunner.startForAlerts(options(name, Optional.of(health)));
    }

    /** What is wrong with one sink's settings; empty when it would start. */
    public List<String> problems(String name) {
        return SinkCheck.problems(options(name));
    }

    /**
     * Removes from one sink's database what happened before this time.
     *
     * @return how many rows were removed, by account and table
     * @throws io.callstream.settings.SettingsException if there is no such sink, its configuration is wrong, or it has no
     *     database
     */
    Map<String, Map<String, Long>> prune(String name, Instant before) {
        return Pruning.run(options(name, Optional.empty()), before);
    }

    /** The sink with its configuration, for what is not a running sink. */
    public SinkRunnerOptions options(String name) {
        return options(name, Optional.empty());
    }

    /**
     * Whether there is such a sink.
     *
     * @throws UserError if not, naming those there are and where others were looked for
     */
    public void require(String name) {
        if (!names().contains(name)) {
            throw new UserError("there is no sink '" + name + "' (there are: " + String.join(", ", names())
                    + "; plug-ins were looked for in " + plugins
                    + (Files.isDirectory(plugins) ? "" : ", which does not exist") + ")");
        }
    }

    private SinkRunnerOptions options(String name, Optional<InetSocketAddress> health) {
        require(name);
        return new SinkRunnerOptions(
                name,
                catalogue,
                configuration.open(new Problems()),
                configuration.environment(),
                dataDirectory.resolve("sinks").resolve(name),
                health,
                Clock.systemUTC(),
                random);
    }
}

package io.callstream.cli.sink;

import io.callstream.cli.config.Configuration;
import io.callstream.settings.Problems;
import io.callstream.sink.runtime.Pruning;
import io.callstream.sink.runtime.SinkRunner;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.catalogue.PluginFolder;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Starts sinks by name: those that come with the product, and those whose jars stand in the plugins folder. */
public final class Sinks {
    private static final String HOME = "callstream.home";
    private static final String PLUGINS = "plugins";

    private final SinkCatalogue catalogue;
    private final Configuration configuration;
    private final Path dataDirectory;
    private final RandomGenerator random;

    /** @param random safe for use by several threads */
    public Sinks(Configuration configuration, Path dataDirectory, RandomGenerator random) {
        Path home = Path.of(System.getProperty(HOME, "."));
        ClassLoader ours = Sinks.class.getClassLoader();
        Path plugins = home.resolve(PLUGINS);
        this.catalogue = SinkCatalogue.of(PluginFolder.over(ours, plugins), PluginFolder.apart(ours, plugins));
        this.configuration = configuration;
        this.dataDirectory = dataDirectory;
        this.random = random;
    }

    /** The names of all sinks there are. */
    public List<String> names() {
        return catalogue.names();
    }

    /**
     * Starts one sink; it reports by itself what keeps it from delivering.
     *
     * @param health where it answers health checks, if anywhere
     * @throws io.callstream.settings.SettingsException if there is no such sink, or its configuration is wrong
     */
    public SinkRunner start(String name, Optional<InetSocketAddress> health) {
        return SinkRunner.start(options(name, health));
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

    private SinkRunnerOptions options(String name, Optional<InetSocketAddress> health) {
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

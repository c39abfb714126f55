package io.callstream.cli.replay;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.config.Connections;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import io.callstream.sink.runtime.SinkRunnerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a replay delivers with. */
public final class SinkOptions {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Requests to the destination at once (default: as the running sink has them).")
    private @Nullable Integer concurrency;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Answer /health and /metrics on this port of this machine (default: nowhere).")
    private @Nullable Integer port;

    /** @throws io.callstream.cli.problem.UserError if there is no such sink */
    SinkRunnerOptions of(String sink) {
        Configuration configuration = config.orDefaults();
        if (concurrency != null) {
            configuration = configuration.with("callstream.sinks." + sink + ".concurrency", concurrency);
        }
        SinkRunnerOptions options = new Sinks(configuration, data.path(), plugins, new SecureRandom()).options(sink);
        return port == null
                ? options
                : options.withHealth(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** @throws io.callstream.settings.SettingsException naming every wrong value */
    Connections connections() {
        return Connections.of(config.orDefaults());
    }
}

package io.callstream.cli.console;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.config.Connections;
import io.callstream.cli.replay.SqlConditions;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import io.callstream.console.run.Console;
import io.callstream.console.run.ConsoleOptions;
import io.callstream.console.sinks.SinkAccess;
import io.callstream.settings.Problems;
import io.callstream.sink.runtime.SinkRunnerOptions;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Starts the console for commands. */
public final class ConsoleStart {
    private ConsoleStart() {}

    /**
     * Starts the console and returns when its port answers.
     *
     * @throws io.callstream.settings.SettingsException naming every wrong setting
     */
    public static Console start(
            Configuration configuration, DataDirOption data, PluginsOption plugins, InetSocketAddress address) {
        SecureRandom random = new SecureRandom();
        Path folder = data.of("console"); // of its own: running sinks have claimed theirs
        Sinks sinks = new Sinks(configuration, folder, plugins, random);
        return Console.start(new ConsoleOptions(
                configuration.open(new Problems()),
                folder,
                address,
                access(sinks),
                new SqlConditions(Connections.of(configuration)),
                Clock.systemUTC(),
                random));
    }

    private static SinkAccess access(Sinks sinks) {
        return new SinkAccess() {
            @Override
            public List<String> names() {
                return sinks.names();
            }

            @Override
            public SinkRunnerOptions options(String sink) {
                return sinks.options(sink);
            }
        };
    }
}

package io.callstream.cli.console;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.console.run.Console;
import io.callstream.console.run.ConsoleOptions;
import io.callstream.settings.Problems;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;

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
        return Console.start(new ConsoleOptions(
                configuration.open(new Problems()), data.of("console"), address, Clock.systemUTC(), new SecureRandom()));
    }
}

package io.callstream.cli.up;

import io.callstream.cli.check.StrictOption;
import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.ReadyFile;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.stack.StackPorts;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code up} and {@code demo} take. */
public final class PlatformOptions {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Mixin
    private StackPorts ports = new StackPorts();

    @Mixin
    private ReadyFile readyFile = new ReadyFile();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4000",
            description = "Port of the gateway (default: 4000); 0 picks a free one.")
    private int port;

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            defaultValue = "4001",
            description = "Port of the console (default: 4001); 0 picks a free one.")
    private int consolePort;

    @Option(names = "--strict", description = StrictOption.SAYS)
    private boolean strict;

    public ConfigOption config() {
        return config;
    }

    public DataDirOption data() {
        return data;
    }

    PluginsOption plugins() {
        return plugins;
    }

    public StackPorts ports() {
        return ports;
    }

    public ReadyFile readyFile() {
        return readyFile;
    }

    boolean strict() {
        return strict;
    }

    public int port() {
        return port;
    }

    int consolePort() {
        return consolePort;
    }
}

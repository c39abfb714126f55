package io.callstream.cli.console;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.OneServer;
import io.callstream.cli.run.ServerOptions;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.console.run.Console;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream console}: a page to look at calls, spending, sinks and topics. */
@Command(
        name = "console",
        description = {
            "Run the console: calls as they come, one call with all that is known of it, figures, sinks, topics, SQL.",
            "It asks for a key: callstream.console.key, or else general_settings.master_key."
        })
public final class ConsoleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4001",
            description = "Port of the console (default: 4001); 0 picks a free one.")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        return new OneServer("console", server, spec.commandLine().getOut()).run(() -> {
            Console console =
                    ConsoleStart.start(config.orDefaults(), data, plugins, new InetSocketAddress(server.host(), port));
            return OneServer.Started.here(console, "http://" + server.host() + ":" + console.port());
        });
    }
}

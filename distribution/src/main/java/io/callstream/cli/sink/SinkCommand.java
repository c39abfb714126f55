package io.callstream.cli.sink;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.OneServer;
import io.callstream.cli.run.Running;
import io.callstream.cli.run.ServerOptions;
import io.callstream.sink.runtime.SinkRunner;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callstream sink NAME}: one sink in a process of its own. */
@Command(name = "sink", description = "Run one sink: deliver events to its destination.")
public final class SinkCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The sink, such as postgres, langfuse, slack, file or webhook.")
    private String name = "";

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
            defaultValue = "0",
            description = "Port of /health and /metrics; 0, the default, picks a free one.")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        return new OneServer("sink", server, spec.commandLine().getOut()).run(() -> {
            InetSocketAddress health = new InetSocketAddress(server.host(), port);
            SinkRunner runner = new Sinks(config.orDefaults(), data.path(), plugins, new SecureRandom())
                    .start(name, Optional.of(health));
            Running parts = new Running();
            parts.add(runner);
            config.file().ifPresent(file -> parts.add(ConfigWatch.start(file, runner, LOOK_EVERY)));
            String url = "http://" + server.host() + ":" + runner.healthPort().orElse(port);
            return OneServer.Started.here(parts, url + "/health");
        });
    }
}

package io.callstream.cli.gateway;

import io.callstream.cli.check.ConfigCheck;
import io.callstream.cli.check.ConfigVerdict;
import io.callstream.cli.check.StrictOption;
import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.config.WatchedFile;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.HangUpSignal;
import io.callstream.cli.run.OneServer;
import io.callstream.cli.run.ReadyFile;
import io.callstream.cli.run.Running;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import io.callstream.gateway.Gateway;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream gateway}: the gateway alone, telling its events to any Kafka. */
@Command(name = "gateway", description = "Run the gateway.")
public final class GatewayCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(GatewayCommand.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Mixin
    private ReadyFile readyFile = new ReadyFile();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port (default: callstream.server.port, else 4000); 0 picks a free one.")
    private @Nullable Integer port;

    @Option(names = "--strict", description = StrictOption.SAYS)
    private boolean strict;

    @Override
    public Integer call() throws InterruptedException {
        return new OneServer("gateway", readyFile, spec.commandLine().getOut()).run(() -> {
            Optional<WatchedFile> before = config.file().map(WatchedFile::of);
            Configuration configuration = checked();
            Path folder = data.of("gateway");
            PluginHooks hooks = new PluginHooks(plugins.folder(), folder.resolve("hooks"));
            Optional<WatchedFile> watched = before.map(seen -> seen.and(hooks::state));
            Gateway gateway = Gateways.start(configuration, folder, port, hooks);
            Running parts = new Running();
            parts.add(gateway);
            Duration every = GatewayConfig.reloadInterval(configuration.open(new Problems()));
            watched.ifPresentOrElse(
                    file -> parts.add(Gateways.watch(gateway, file, every, this::checked)), HangUpSignal::release);
            return OneServer.Started.here(parts, gateway.url().toString());
        });
    }

    /** The gateway says itself what it leaves out; of callbacks only who knows the sinks can tell. */
    private Configuration checked() {
        Configuration configuration = config.orDefaults();
        Sinks sinks = new Sinks(configuration, data.path(), plugins, RandomGenerator.getDefault());
        ConfigVerdict verdict = ConfigCheck.gateway(configuration, sinks);
        (strict ? verdict.strict() : verdict).throwIfProblems();
        verdict.callbacks().notes().forEach(log::warn);
        return configuration;
    }
}

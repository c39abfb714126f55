package io.callstream.cli.gateway;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.OneServer;
import io.callstream.cli.run.ReadyFile;
import io.callstream.gateway.Gateway;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream gateway}: the gateway alone, telling its events to any Kafka. */
@Command(name = "gateway", description = "Run the gateway.")
public final class GatewayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Mixin
    private ReadyFile readyFile = new ReadyFile();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port (default: callstream.server.port, else 4000); 0 picks a free one.")
    private @Nullable Integer port;

    @Override
    public Integer call() throws InterruptedException {
        return new OneServer("gateway", readyFile, spec.commandLine().getOut()).run(() -> {
            Gateway gateway = Gateways.start(config.orDefaults(), data.of("gateway"), port);
            return OneServer.Started.here(gateway, gateway.url().toString());
        });
    }
}

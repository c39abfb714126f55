package io.callstream.cli.stack;

import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.OneServer;
import io.callstream.cli.run.ServerOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream registry}: a schema registry alone. */
@Command(name = "registry", description = "Run a schema registry that speaks Confluent's REST API.")
public final class RegistryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port (default: 8081); 0 picks a free one.")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        return new OneServer("registry", server, spec.commandLine().getOut()).run(() -> {
            SchemaRegistryServer registry = SchemaRegistryServer.start(RegistryOptions.in(data.of("registry"))
                    .withHost(server.host())
                    .withPort(port));
            return OneServer.Started.here(registry, registry.url());
        });
    }
}

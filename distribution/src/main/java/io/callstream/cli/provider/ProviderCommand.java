package io.callstream.cli.provider;

import io.callstream.cli.run.OneServer;
import io.callstream.cli.run.ServerOptions;
import io.callstream.testing.provider.ProviderOptions;
import io.callstream.testing.provider.SimulatedProvider;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream provider}: the simulated provider, for trying things out without an account anywhere. */
@Command(name = "provider", description = "Run a simulated LLM provider (OpenAI's API, scripted by model name).")
public final class ProviderCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4010",
            description = "Port (default: 4010); 0 picks a free one.")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        return new OneServer("provider", server, spec.commandLine().getOut()).run(() -> {
            SimulatedProvider provider = Providers.start(new ProviderOptions(server.host(), port, null, 1, 0));
            return OneServer.Started.here(provider, provider.apiBase());
        });
    }
}

package io.callstream.cli.stack;

import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.OneServer;
import io.callstream.cli.run.ServerOptions;
import io.callstream.stack.postgres.PostgresOptions;
import io.callstream.stack.postgres.PostgresServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream postgres}: a PostgreSQL server alone. */
@Command(name = "postgres", description = "Run a PostgreSQL server.")
public final class PostgresCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "5433",
            description = "Port (default: 5433); 0 picks a free one.")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        return new OneServer("postgres", server, spec.commandLine().getOut()).run(() -> {
            PostgresServer postgres = PostgresServer.start(PostgresOptions.in(data.of("postgres"))
                    .withHost(server.host())
                    .withPort(port)
                    .withStopWithJvm(false));
            return new OneServer.Started(postgres, PostgresUrl.of(postgres), postgres.pid());
        });
    }
}
